import { labelsChanged } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { LabelNews } from '../application/ports.js';

@Injectable()
export class EventLabelNews extends LabelNews {
  constructor(private readonly events: EventPublisher) {
    super();
  }

  override async changed(experimentId: string, revision: number): Promise<void> {
    const id = contentId([labelsChanged.topic, experimentId, revision]);
    await this.events.publish(labelsChanged, experimentId, { revision }, id);
  }
}
