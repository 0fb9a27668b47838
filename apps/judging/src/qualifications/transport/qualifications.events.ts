import {
  type EventEnvelope,
  qualificationFailed,
  qualificationReady,
  qualificationRequested,
  type QualificationRequested,
} from '@equipoise/contracts';
import { contentId, DomainError, reasonOf } from '@equipoise/kernel';
import { type EventJob, EventPublisher, OnEvent, RunningExperiments } from '@equipoise/platform';
import { Injectable, Logger } from '@nestjs/common';
import { QualificationRepository } from '../application/ports.js';
import { QualifyJudge } from '../application/qualify-judge.js';

/** Judges to try. */
@Injectable()
export class QualificationsEvents {
  private readonly logger = new Logger(QualificationsEvents.name);

  constructor(
    private readonly qualifyJudge: QualifyJudge,
    private readonly qualifications: QualificationRepository,
    private readonly running: RunningExperiments,
    private readonly publisher: EventPublisher,
  ) {}

  @OnEvent(qualificationRequested, { duration: 'long', onFailed: 'onQualificationRequestedFailed' })
  async onQualificationRequested(
    { experimentId, payload: request }: EventEnvelope<QualificationRequested>,
    job: EventJob,
  ): Promise<void> {
    const qualified = await this.running.run(experimentId, job.signal, (signal) =>
      this.qualifyJudge.execute({ experimentId, request, signal }),
    );
    await job.commit(async () => {
      if (!qualified) return;
      const { ready, made } = qualified;
      await this.qualifications.save(made);
      const id = contentId([qualificationReady.topic, experimentId, request.datasetVersionId]);
      await this.publisher.publish(qualificationReady, experimentId, ready, id);
    });
    const findings = qualified?.ready.qualifications.map(({ criterion, status, reasons }) => ({
      criterion,
      status,
      reasons,
    }));
    const msg = findings ? 'judge tried on probes' : 'probes left: their experiment was cancelled';
    this.logger.log({ msg, experimentId, judge: request.judge, findings });
  }

  async onQualificationRequestedFailed(
    { experimentId, payload: { datasetVersionId } }: EventEnvelope<QualificationRequested>,
    error: Error,
  ): Promise<void> {
    const code = error instanceof DomainError ? error.code : 'JUDGING.INTERNAL';
    const id = contentId([qualificationFailed.topic, experimentId, datasetVersionId]);
    const failure = {
      datasetVersionId,
      code,
      reason: reasonOf(error) || 'no reason was given',
      usage: await this.qualifyJudge.spent(experimentId, datasetVersionId),
    };
    await this.publisher.publish(qualificationFailed, experimentId, failure, id);
  }
}
