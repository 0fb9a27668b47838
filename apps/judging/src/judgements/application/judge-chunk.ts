import {
  type JudgementsReady,
  type JudgementsRequested,
  plusUsage,
  type Usage,
} from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { type Judgement, judgementId } from '../domain/judgement.js';
import { EveryJudgementFailedError } from '../domain/judgements.errors.js';
import { keysOf } from '../domain/open-sample.js';
import { usageOfChunk } from '../domain/usage.js';
import { type CriterionForm, FormsOfJudge } from './forms-of-judge.js';
import { ItemsToJudge, type ItemToJudge } from './items-to-judge.js';
import { type CriterionTask, JudgeCriterion } from './judge-criterion.js';
import { JudgementRepository } from './ports.js';

export interface JudgeChunkCommand {
  /** UUID of the experiment that pays. */
  readonly experimentId: string;
  readonly chunk: JudgementsRequested;
  readonly signal: AbortSignal;
}

/** Judges the answers of one chunk on all its criteria. */
@Injectable()
export class JudgeChunk {
  constructor(
    private readonly items: ItemsToJudge,
    private readonly formsOfJudge: FormsOfJudge,
    private readonly judgeCriterion: JudgeCriterion,
    private readonly judgements: JudgementRepository,
  ) {}

  /**
   * Judges what is not judged yet, one criterion after another so that their forms share a beginning,
   * within each in an order drawn by seed. Executed again, it asks only for what is not stored.
   *
   * @returns every judgement of the chunk and what they cost, all deliveries together
   * @throws EveryJudgementFailedError, CriterionNotFoundError, RemoteError for good;
   *   JudgeUnavailableError, JudgeChangedError to be tried again
   */
  async execute({ experimentId, chunk, signal }: JudgeChunkCommand): Promise<JudgementsReady> {
    const items = await this.items.of(chunk, signal);
    const prepared = await this.formsOfJudge.of(chunk, experimentId, signal);
    const tasks = prepared.forms.map((form) =>
      this.taskOf({ experimentId, chunk, signal }, prepared.judgeFingerprint, form, items),
    );
    for (const task of tasks) await this.judgeCriterion.execute(task);
    const ids = tasks.flatMap(({ keys }) => keys.map(judgementId));
    const judgements = await this.judgements.find(ids);
    refuseIfAllFailed(chunk.judge, judgements);
    return readyPayload(chunk.chunkId, judgements, prepared.usage);
  }

  private taskOf(
    { experimentId, chunk, signal }: JudgeChunkCommand,
    judgeFingerprint: string,
    form: CriterionForm,
    items: readonly ItemToJudge[],
  ): CriterionTask {
    const { name, version } = form.criterion;
    const { estimator, temperature, repeats, chunkId, judge, seed } = chunk;
    const frame = {
      key: {
        criterion: name,
        criterionVersion: version,
        judgeFingerprint,
        estimator,
        temperature: estimator === 'samples' ? temperature : 0,
        form: form.formId,
      },
      stepsId: form.stepsId,
      chunkId,
    };
    const ids = items.map(({ answerId }) => answerId);
    return {
      judge,
      purpose: 'judgement',
      experimentId,
      frame,
      form,
      items: seededShuffle(items, `${seed} ${chunkId} ${name}`),
      keys: keysOf(frame, ids, repeats),
      signal,
    };
  }
}

function refuseIfAllFailed(judge: string, judgements: readonly Judgement[]): void {
  const [first] = judgements;
  if (!first || judgements.some(({ missing }) => missing !== 'error')) return;
  throw new EveryJudgementFailedError(judge, judgements.length, first.failure);
}

const readyPayload = (
  chunkId: string,
  judgements: readonly Judgement[],
  stepsUsage: Usage,
): JudgementsReady => ({
  chunkId,
  judgements: judgements.map(({ answerId, criterion, repeat, score, leakedMass, attempts }) => ({
    answerId,
    criterion,
    repeat,
    score,
    leakedMass,
    attempts,
  })),
  usage: plusUsage(usageOfChunk(chunkId, judgements), stepsUsage),
});
