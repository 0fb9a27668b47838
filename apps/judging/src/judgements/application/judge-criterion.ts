import { Injectable } from '@nestjs/common';
import { type JudgeBatch, type JudgeItem, JudgeModel } from '../../judge/index.js';
import { renderForm } from '../domain/evaluation-form.js';
import { judgementId, type JudgementKey } from '../domain/judgement.js';
import {
  type JudgementFrame,
  judgementOf,
  openSamples,
  type OpenSample,
  retried,
} from '../domain/open-sample.js';
import { noReading } from '../domain/reading.js';
import { SCORE_TOKENS } from '../domain/rating-scale.js';
import { MOST_SAMPLES } from '../domain/sample-plan.js';
import type { CriterionForm } from './forms-of-judge.js';
import type { ItemToJudge } from './items-to-judge.js';
import { JudgementWriter } from './judgement-writer.js';
import { JudgingRound, type UnreadableSample } from './judging-round.js';
import { EvaluationForms, JudgementRepository, JudgingLimits } from './ports.js';

export interface CriterionTask {
  /** Name of the judge model. */
  readonly judge: string;
  /** For the cost ledger: a real answer is judged, or the judge itself is tried. */
  readonly purpose: 'judgement' | 'probe';
  readonly experimentId: string;
  readonly frame: JudgementFrame;
  readonly form: CriterionForm;
  /** In the order of work. */
  readonly items: readonly ItemToJudge[];
  readonly keys: readonly JudgementKey[];
  readonly signal: AbortSignal;
}

const NO_SAMPLE_LEFT = noReading(
  `all ${MOST_SAMPLES} samples that inference keeps of this form have been read: ask for fewer repeats`,
);

/** Judges the answers of a chunk on one criterion and stores every judgement. */
@Injectable()
export class JudgeCriterion {
  constructor(
    private readonly judge: JudgeModel,
    private readonly judgements: JudgementRepository,
    private readonly forms: EvaluationForms,
    private readonly limits: JudgingLimits,
  ) {}

  /**
   * Asks for what is not stored. An unreadable sample is followed by a new one until the tries are
   * used up; the score is then missing.
   *
   * @throws JudgeUnavailableError, JudgeChangedError, RemoteError; what came before is stored
   */
  async execute(task: CriterionTask): Promise<void> {
    const stored = await this.judgements.find(task.keys.map(judgementId));
    const writer = new JudgementWriter(this.judgements, this.limits.batchSize);
    const tries = task.frame.key.estimator === 'samples' ? this.limits.readTries : 1;
    try {
      let open = await this.settleExhausted(task, openSamples(task.keys, stored), writer);
      for (let left = tries - 1; open.length > 0; left -= 1) {
        const unreadable = await this.ask(task, open, writer);
        open = await this.retry(task, unreadable, left > 0, writer);
      }
    } finally {
      await writer.flush();
    }
  }

  private async ask(
    task: CriterionTask,
    open: readonly OpenSample[],
    writer: JudgementWriter,
  ): Promise<readonly UnreadableSample[]> {
    const round = new JudgingRound(task.frame, open, writer, this.limits.minScoreMass);
    for await (const reply of this.judge.ask(this.batchOf(task, open), task.signal)) {
      if (reply.kind === 'failure') round.onFailure(reply);
      else await round.onGeneration(reply, task.judge);
    }
    await round.close();
    return round.unreadable;
  }

  private async retry(
    { frame }: CriterionTask,
    unreadable: readonly UnreadableSample[],
    mayRetry: boolean,
    writer: JudgementWriter,
  ): Promise<OpenSample[]> {
    const open: OpenSample[] = [];
    for (const { sample, reading } of unreadable) {
      const next = mayRetry ? retried(sample) : undefined;
      if (next) open.push(next);
      else await writer.add(judgementOf(frame, sample, reading, 'unreadable'));
    }
    return open;
  }

  private async settleExhausted(
    { frame }: CriterionTask,
    samples: readonly OpenSample[],
    writer: JudgementWriter,
  ): Promise<OpenSample[]> {
    for (const sample of samples.filter(({ index }) => index >= MOST_SAMPLES)) {
      await writer.add(judgementOf(frame, sample, NO_SAMPLE_LEFT, 'unreadable'));
    }
    return samples.filter(({ index }) => index < MOST_SAMPLES);
  }

  private batchOf(task: CriterionTask, open: readonly OpenSample[]): JudgeBatch {
    const samplesOf = new Map<string, number>();
    for (const { key, index } of open) {
      samplesOf.set(key.answerId, Math.max(index + 1, samplesOf.get(key.answerId) ?? 0));
    }
    const items = task.items.flatMap((item) => {
      const samples = samplesOf.get(item.answerId);
      return samples === undefined ? [] : [this.itemOf(task, item, samples)];
    });
    const { judge, purpose, experimentId } = task;
    return { judge, purpose, experimentId, items };
  }

  private itemOf({ form, frame }: CriterionTask, item: ItemToJudge, samples: number): JudgeItem {
    const rendered = renderForm(this.forms.template, form.head, item);
    const common = { itemId: item.answerId, ...rendered, samples };
    if (frame.key.estimator === 'samples') {
      const { temperature } = frame.key;
      return { ...common, ...this.forms.reply, temperature, scoreTokens: [] };
    }
    // Temperature 1 leaves the distribution as the model has it.
    return { ...common, temperature: 1, maxTokens: 1, stop: [], scoreTokens: SCORE_TOKENS };
  }
}
