import type { JudgeQualification, Usage } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import {
  type CriterionForm,
  JudgeCriterion,
  type Judgement,
  judgementId,
  JudgementRepository,
  keysOf,
  usageOfChunk,
} from '../../judgements/index.js';
import { figuresOf } from '../domain/figures.js';
import type { Probe } from '../domain/probe.js';
import { scoresByQuestion } from '../domain/probe-scores.js';
import type { QualificationKey } from '../domain/qualification.js';
import { decide } from '../domain/decision.js';
import { QualificationRules } from './ports.js';

export interface ProbesToJudge {
  /** Name of the judge model. */
  readonly judge: string;
  /** UUID of the experiment that pays. */
  readonly experimentId: string;
  /** UUID under which what is bought is charged. */
  readonly chunkId: string;
  readonly key: QualificationKey;
  readonly form: CriterionForm;
  readonly probes: readonly Probe[];
  readonly signal: AbortSignal;
}

/** Has the probes of one criterion judged like any answer, and reads off what the judge is worth. */
@Injectable()
export class JudgeProbes {
  constructor(
    private readonly judgeCriterion: JudgeCriterion,
    private readonly judgements: JudgementRepository,
    private readonly rules: QualificationRules,
  ) {}

  /** @throws as `JudgeCriterion.execute` */
  async execute(task: ProbesToJudge): Promise<{ result: JudgeQualification; usage: Usage }> {
    const { judge, experimentId, chunkId, key, form, signal } = task;
    const { judgeFingerprint, criterion, criterionVersion, estimator, temperature } = key;
    const frame = {
      key: {
        criterion,
        criterionVersion,
        judgeFingerprint,
        estimator,
        temperature,
        form: key.form,
      },
      stepsId: key.stepsId,
      chunkId,
    };
    const items = itemsOf(task.probes);
    const ids = items.map(({ answerId }) => answerId);
    const keys = keysOf(frame, ids, key.repeats);
    await this.judgeCriterion.execute({
      judge,
      purpose: 'probe',
      experimentId,
      frame,
      form,
      items: seededShuffle(items, `probes ${key.datasetVersionId} ${criterion}`),
      keys,
      signal,
    });
    const judged = await this.judgements.find(keys.map(judgementId));
    return {
      result: this.resultOf(key, task.probes, judged),
      usage: usageOfChunk(chunkId, judged),
    };
  }

  /** What was bought under a chunk so far, whether or not all of its probes are judged. */
  async spent(chunkId: string): Promise<Usage> {
    return usageOfChunk(chunkId, await this.judgements.ofChunk(chunkId));
  }

  private resultOf(
    key: QualificationKey,
    probes: readonly Probe[],
    judged: readonly Judgement[],
  ): JudgeQualification {
    const { thresholds } = this.rules;
    const readable = judged.filter(({ score }) => score !== null);
    const leaked = readable.reduce((sum, { leakedMass }) => sum + leakedMass, 0);
    const measured = {
      ...figuresOf(scoresByQuestion(probes, judged), key.estimator, thresholds),
      judgements: judged.length,
      missing: judged.length - readable.length,
      meanLeakedMass: readable.length === 0 ? 0 : leaked / readable.length,
    };
    return {
      criterion: key.criterion,
      criterionVersion: key.criterionVersion,
      judgeFingerprint: key.judgeFingerprint,
      estimator: key.estimator,
      form: key.form,
      probeSet: key.probeSet,
      thresholds: key.thresholds,
      repeats: key.repeats,
      ...decide(measured, thresholds),
      ...measured,
    };
  }
}

/** One item for each different answer: the judge sees nothing of its kind. */
function itemsOf(probes: readonly Probe[]) {
  const items = probes.map(({ probeId, question, answer }) => ({
    answerId: probeId,
    question: question.text,
    references: question.references,
    answer,
  }));
  return [...new Map(items.map((item) => [item.answerId, item])).values()];
}
