import { type Estimator, NO_USAGE, type Usage } from '@equipoise/contracts';
import { type Judgement, type JudgementKey, judgementId, type Missing } from './judgement.js';
import type { Reading } from './reading.js';
import { MOST_SAMPLES, SamplePlan } from './sample-plan.js';

/** A judgement that waits for a sample of the judge. */
export interface OpenSample {
  readonly key: JudgementKey;
  /** Index of the sample it waits for, below `MOST_SAMPLES`; that number when none is left. */
  readonly index: number;
  /** Calls so far, over all tries. */
  readonly attempts: number;
  readonly usage: Usage;
  /** Of the answer's form; where the next spare sample comes from. */
  readonly plan: SamplePlan;
}

/** What all judgements of one criterion in one chunk have in common. */
export interface JudgementFrame {
  readonly key: Omit<JudgementKey, 'answerId' | 'repeat'>;
  readonly stepsId: string;
  readonly chunkId: string;
}

/** Judge calls per answer and criterion: probabilities are the same however often they are asked. */
export function repeatsOf(estimator: Estimator, repeats: number): number {
  return estimator === 'token-probability' ? 1 : repeats;
}

export function keysOf(
  frame: JudgementFrame,
  answerIds: readonly string[],
  repeats: number,
): JudgementKey[] {
  return answerIds.flatMap((answerId) =>
    Array.from({ length: repeatsOf(frame.key.estimator, repeats) }, (_, repeat) => ({
      ...frame.key,
      answerId,
      repeat,
    })),
  );
}

/**
 * The judgements that are not stored yet, each with the sample it should read.
 *
 * @param stored judgements of these keys; those missing for an error count as not stored
 */
export function openSamples(
  keys: readonly JudgementKey[],
  stored: readonly Judgement[],
): OpenSample[] {
  const done = stored.filter(({ missing }) => missing !== 'error');
  const doneIds = new Set(done.map(({ id }) => id));
  const spent = Map.groupBy(done, ({ answerId }) => answerId);
  const open = keys.filter((key) => !doneIds.has(judgementId(key)));
  const repeatsByAnswer = Map.groupBy(keys, ({ answerId }) => answerId);
  return [...Map.groupBy(open, ({ answerId }) => answerId)].flatMap(([answerId, waiting]) => {
    const read = (spent.get(answerId) ?? []).map(({ sampleIndex }) => sampleIndex);
    const plan = new SamplePlan(repeatsByAnswer.get(answerId)?.length ?? 0, read);
    return waiting.map((key) => ({
      key,
      index: plan.firstFor(key.repeat) ?? MOST_SAMPLES,
      attempts: 0,
      usage: NO_USAGE,
      plan,
    }));
  });
}

/** The same judgement waiting for a sample that nobody has read; undefined when none is left. */
export function retried(sample: OpenSample): OpenSample | undefined {
  const index = sample.plan.spare();
  return index === undefined ? undefined : { ...sample, index };
}

/** The finding for an open sample. @param missing null when the reading holds a score */
export function judgementOf(
  frame: JudgementFrame,
  sample: OpenSample,
  reading: Reading,
  missing: Missing | null,
): Judgement {
  const { key, index, attempts, usage } = sample;
  const { score, failure, leakedMass, raw } = reading;
  return {
    ...key,
    id: judgementId(key),
    stepsId: frame.stepsId,
    chunkId: frame.chunkId,
    sampleIndex: index,
    score,
    missing,
    failure,
    leakedMass,
    raw,
    attempts,
    usage,
  };
}
