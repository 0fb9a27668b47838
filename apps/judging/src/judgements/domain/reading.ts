import type { Estimator } from '@equipoise/contracts';
import { lastScoreIn, tokenProbabilityScore } from '@equipoise/statistics';
import { RATING_SCALE } from './rating-scale.js';

/** What a judge gave for one sample. */
export interface JudgeOutput {
  readonly text: string;
  /** By score token, of the full distribution; empty for text. */
  readonly probabilities: ReadonlyMap<string, number>;
}

/** What was read from it. */
export interface Reading {
  /** [1, 5]; null when unreadable. */
  readonly score: number | null;
  /** Probability outside the score tokens, [0, 1]; 0 for `samples`. */
  readonly leakedMass: number;
  /** What the judge wrote, or its distribution over the score tokens as JSON. */
  readonly raw: string;
  /** Why there is no score; empty when there is one. */
  readonly failure: string;
}

const LONGEST_RAW = 2000;

/** @param minMass least probability of the score tokens together, [0, 1]; below it they say nothing */
export function readOutput(estimator: Estimator, output: JudgeOutput, minMass: number): Reading {
  return estimator === 'samples' ? readText(output.text) : readProbabilities(output, minMass);
}

function readText(text: string): Reading {
  // PostgreSQL holds neither NUL nor half of a surrogate pair.
  const raw = text.replaceAll('\0', '').slice(0, LONGEST_RAW).toWellFormed();
  const score = lastScoreIn(text, RATING_SCALE);
  if (score !== undefined) return { score, leakedMass: 0, raw, failure: '' };
  const shown = JSON.stringify(raw.slice(0, 80).toWellFormed());
  return { score: null, leakedMass: 0, raw, failure: `no score from 1 to 5 in ${shown}` };
}

function readProbabilities({ probabilities }: JudgeOutput, minMass: number): Reading {
  const raw = JSON.stringify(Object.fromEntries(probabilities));
  const expected = tokenProbabilityScore(probabilities, RATING_SCALE);
  const { mass, leakedMass } = expected ?? { mass: 0, leakedMass: 1 };
  if (expected && mass >= minMass) {
    return { score: expected.score, leakedMass, raw, failure: '' };
  }
  const failure =
    `the score tokens hold ${mass.toPrecision(2)} of the probability, less than ` +
    `JUDGE_MIN_SCORE_MASS = ${minMass}: the judge was about to write something else`;
  return { score: null, leakedMass, raw, failure };
}

/** What stands in place of a reading when the judge gave nothing. */
export function noReading(failure: string): Reading {
  return { score: null, leakedMass: 0, raw: '', failure };
}
