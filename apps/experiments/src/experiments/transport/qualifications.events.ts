import {
  type EventEnvelope,
  type Failure,
  NO_USAGE,
  qualificationFailed,
  type QualificationReady,
  qualificationReady,
} from '@equipoise/contracts';
import { OnEvent } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { RecordQualification } from '../application/record-qualification.js';

@Injectable()
export class QualificationsEvents {
  constructor(private readonly record: RecordQualification) {}

  @OnEvent(qualificationReady)
  async onQualificationReady({
    experimentId,
    payload: { datasetVersionId, qualifications, usage },
  }: EventEnvelope<QualificationReady>): Promise<void> {
    const outcome = { qualifications, usage, failure: '' };
    await this.record.execute(experimentId, datasetVersionId, outcome);
  }

  @OnEvent(qualificationFailed)
  async onQualificationFailed({
    experimentId,
    payload: { datasetVersionId, reason },
  }: EventEnvelope<Failure & { datasetVersionId: string }>): Promise<void> {
    const outcome = { qualifications: [], usage: NO_USAGE, failure: reason };
    await this.record.execute(experimentId, datasetVersionId, outcome);
  }
}
