import { analysedArm, cellPairs, treatmentKey } from './arms.js';
import { type Pairs, pairsOf, type ValueOf } from './pairs.js';
import { type CellMeans, type QuestionMeans } from './question-means.js';

/** The adapters of one treatment, one a training seed, and their base, on one dataset in one context. */
export interface TreatmentCells {
  /** undefined when the experiment has no such cell. */
  readonly base: CellMeans | undefined;
  /** One a seed, at least one, in the order of the cells. */
  readonly tuned: readonly [CellMeans, ...CellMeans[]];
}

/** Pairs of a treatment: `tuned` is the mean over seeds. */
export interface SeedPairs extends Pairs {
  /** Scores of each seed on the same questions, shape [M][n]. */
  readonly tunedBySeed: readonly (readonly number[])[];
}

/** Every treatment on every dataset in every context, in the order of the cells. */
export function treatmentCells(cells: readonly CellMeans[]): TreatmentCells[] {
  const groups = new Map<string, TreatmentCells>();
  for (const { base, tuned } of cellPairs(cells)) {
    const { arm, dataset, context } = tuned.cell;
    const key = JSON.stringify([treatmentKey(analysedArm(arm)), dataset, context]);
    const known = groups.get(key);
    groups.set(key, { base, tuned: known === undefined ? [tuned] : [...known.tuned, tuned] });
  }
  return [...groups.values()];
}

/** The questions that are complete in the base and in every seed, of those that `isWanted` keeps. */
export function seedPairsOf(
  { base, tuned }: TreatmentCells,
  valueOf: ValueOf,
  isWanted?: (base: QuestionMeans) => boolean,
): SeedPairs {
  const bySeed = tuned.map((own) => pairsOf(base, own, valueOf, isWanted));
  const valuesOf = bySeed.map(
    (pairs) => new Map(pairs.questionIds.map((id, i) => [id, pairs.tuned[i] as number])),
  );
  const first = bySeed[0] as Pairs;
  const kept = first.questionIds.flatMap((id, i) =>
    valuesOf.every((values) => values.has(id)) ? [i] : [],
  );
  const questionIds = kept.map((i) => first.questionIds[i] as string);
  const tunedBySeed = valuesOf.map((values) => questionIds.map((id) => values.get(id) as number));
  return {
    questionIds,
    base: kept.map((i) => first.base[i] as number),
    tuned: questionIds.map(
      (_, i) => tunedBySeed.reduce((sum, own) => sum + (own[i] as number), 0) / tuned.length,
    ),
    clusters: kept.map((i) => first.clusters[i] as string),
    tunedBySeed,
  };
}

/** Tuned minus base of each seed, shape [M][n]. */
export function differencesBySeed({ base, tunedBySeed }: SeedPairs): number[][] {
  return tunedBySeed.map((own) => own.map((value, i) => value - (base[i] as number)));
}
