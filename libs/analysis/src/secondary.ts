import type { SecondaryContrast } from '@equipoise/contracts';
import { analysedArm, cellPairs } from './arms.js';
import { compare } from './comparison.js';
import { pairsOf, type ValueOf } from './pairs.js';
import { type CellMeans } from './question-means.js';

const METRICS = {
  exactMatch: ({ lexical }) => lexical?.exactMatch,
  tokenF1: ({ lexical }) => lexical?.tokenF1,
  rougeL: ({ lexical }) => lexical?.rougeL,
  words: ({ words }) => words,
} as const satisfies Record<SecondaryContrast['metric'], ValueOf>;

/**
 * What no judge had a part in: lexical metrics and answer length, with intervals, without verdict.
 * A metric that no answer has is left out.
 */
export function secondaryContrasts(
  cells: readonly CellMeans[],
  alpha: number,
): SecondaryContrast[] {
  const all = Object.entries(METRICS) as [SecondaryContrast['metric'], ValueOf][];
  const questions = cells.flatMap((cell) => [...cell.questions.values()]);
  const metrics = all.filter(([, valueOf]) => questions.some((own) => valueOf(own) !== undefined));
  return cellPairs(cells).flatMap(({ base, tuned }) =>
    metrics.map(([metric, valueOf]) => ({
      arm: analysedArm(tuned.cell.arm),
      dataset: tuned.cell.dataset,
      context: tuned.cell.context,
      metric,
      ...compare(pairsOf(base, tuned, valueOf), alpha),
    })),
  );
}
