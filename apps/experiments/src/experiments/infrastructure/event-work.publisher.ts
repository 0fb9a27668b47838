import {
  type AdapterCheckRequested,
  adapterCheckRequested,
  analysisRequested,
  type AnswersRequested,
  answersRequested,
  experimentCancelled,
  type FineTuneRequested,
  fineTuneRequested,
  indexRequested,
  type JudgementsRequested,
  judgementsRequested,
  qualificationRequested,
  type QualificationRequested,
} from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { WorkPublisher } from '../application/ports/work.js';

/** Every request has a content id, so that the same work is delivered once. */
@Injectable()
export class EventWorkPublisher extends WorkPublisher {
  constructor(private readonly events: EventPublisher) {
    super();
  }

  override async requestIndex(
    experimentId: string,
    index: { datasetVersionId: string; chunkTokens: number; overlapTokens: number },
  ): Promise<void> {
    const id = contentId([indexRequested.topic, experimentId, index.datasetVersionId]);
    await this.events.publish(indexRequested, experimentId, index, id);
  }

  override async requestFineTune(experimentId: string, fineTune: FineTuneRequested): Promise<void> {
    const id = contentId([fineTuneRequested.topic, fineTune.requestId]);
    await this.events.publish(fineTuneRequested, experimentId, fineTune, id);
  }

  override async requestAdapterCheck(
    experimentId: string,
    check: AdapterCheckRequested,
  ): Promise<void> {
    const id = contentId([adapterCheckRequested.topic, check.checkId]);
    await this.events.publish(adapterCheckRequested, experimentId, check, id);
  }

  override async requestAnswers(experimentId: string, answers: AnswersRequested): Promise<void> {
    const id = contentId([answersRequested.topic, answers.chunkId]);
    await this.events.publish(answersRequested, experimentId, answers, id);
  }

  override async requestJudgements(
    experimentId: string,
    judgements: JudgementsRequested,
  ): Promise<void> {
    const id = contentId([judgementsRequested.topic, judgements.chunkId]);
    await this.events.publish(judgementsRequested, experimentId, judgements, id);
  }

  override async requestQualification(
    experimentId: string,
    qualification: QualificationRequested,
  ): Promise<void> {
    const { datasetVersionId } = qualification;
    const id = contentId([qualificationRequested.topic, experimentId, datasetVersionId]);
    await this.events.publish(qualificationRequested, experimentId, qualification, id);
  }

  override async requestAnalysis(experimentId: string): Promise<void> {
    const id = contentId([analysisRequested.topic, experimentId]);
    await this.events.publish(analysisRequested, experimentId, {}, id);
  }

  override async withdraw(experimentId: string, reason: string): Promise<void> {
    const id = contentId([experimentCancelled.topic, experimentId]);
    await this.events.publish(experimentCancelled, experimentId, { reason }, id);
  }
}
