import {
  type AdapterChecked,
  adapterChecked,
  adapterCheckFailed,
  type Failure,
} from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { AdapterCheckEvents } from '../application/ports.js';

/** Publishes under an id made of topic and check: said twice, heard once. */
@Injectable()
export class PublishedAdapterCheckEvents extends AdapterCheckEvents {
  constructor(private readonly publisher: EventPublisher) {
    super();
  }

  override async checked(experimentId: string, fact: AdapterChecked): Promise<void> {
    const id = contentId([adapterChecked.topic, fact.checkId]);
    await this.publisher.publish(adapterChecked, experimentId, fact, id);
  }

  override async failed(experimentId: string, checkId: string, failure: Failure): Promise<void> {
    const id = contentId([adapterCheckFailed.topic, checkId]);
    await this.publisher.publish(adapterCheckFailed, experimentId, { checkId, ...failure }, id);
  }
}
