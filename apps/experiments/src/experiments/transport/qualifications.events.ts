import {
  type EventEnvelope,
  NO_USAGE,
  type QualificationFailed,
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
    payload: { datasetVersionId, reason, usage = NO_USAGE },
  }: EventEnvelope<QualificationFailed>): Promise<void> {
    const outcome = { qualifications: [], usage, failure: reason };
    await this.record.execute(experimentId, datasetVersionId, outcome);
  }
}
