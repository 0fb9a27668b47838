import { type CellMeans, type QuestionMeans } from './question-means.js';

/** Values of two cells on the questions that have one in both, shape [n] each, by question id. */
export interface Pairs {
  readonly questionIds: readonly string[];
  readonly base: readonly number[];
  readonly tuned: readonly number[];
  readonly clusters: readonly string[];
}

/** A question's value in one cell; undefined when it has none. */
export type ValueOf = (question: QuestionMeans) => number | undefined;

/** Complete pairs only, of the questions that `isWanted` keeps. */
export function pairsOf(
  base: CellMeans | undefined,
  tuned: CellMeans,
  valueOf: ValueOf,
  isWanted: (base: QuestionMeans) => boolean = () => true,
): Pairs {
  const pairs = {
    questionIds: [] as string[],
    base: [] as number[],
    tuned: [] as number[],
    clusters: [] as string[],
  };
  for (const [questionId, ofBase] of base?.questions ?? []) {
    const ofTuned = tuned.questions.get(questionId);
    if (ofTuned === undefined || !isWanted(ofBase)) continue;
    const [baseValue, tunedValue] = [valueOf(ofBase), valueOf(ofTuned)];
    if (baseValue === undefined || tunedValue === undefined) continue;
    pairs.questionIds.push(questionId);
    pairs.base.push(baseValue);
    pairs.tuned.push(tunedValue);
    pairs.clusters.push(ofBase.cluster);
  }
  return pairs;
}

/** Tuned minus base, shape [n]. */
export function differencesOf({ base, tuned }: Pick<Pairs, 'base' | 'tuned'>): number[] {
  return tuned.map((value, i) => value - (base[i] as number));
}

/** Arithmetic mean of at least one value. */
export function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
