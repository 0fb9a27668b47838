import type { Contrast } from '@equipoise/contracts';
import { lengthControlledDifference } from '@equipoise/statistics';
import { meanOf } from './pairs.js';
import { seedPairsOf, type TreatmentCells } from './treatment-pairs.js';

/**
 * How a difference looks with the answers' length held equal, for judges like long answers. Scores and
 * lengths are averaged over seeds, whose variance its error leaves out.
 *
 * @param criterion index of the criterion
 * @param alpha chance left outside the interval, [1e-12, 0.5)
 * @returns null without a question that has scores and lengths in every arm
 */
export function lengthControlOf(
  cells: TreatmentCells,
  criterion: number,
  alpha: number,
): Contrast['lengthControl'] {
  const scored = seedPairsOf(
    cells,
    ({ judged }) => judged[criterion]?.mean,
    ({ words }) => words !== undefined,
  );
  const lengths = seedPairsOf(cells, ({ words }) => words);
  const placeOf = new Map(lengths.questionIds.map((id, i) => [id, i]));
  const rows = scored.questionIds.flatMap((id, i) => {
    const at = placeOf.get(id);
    if (at === undefined) return [];
    const difference = (scored.tuned[i] as number) - (scored.base[i] as number);
    const words = (lengths.tuned[at] as number) - (lengths.base[at] as number);
    return [{ difference, words, cluster: scored.clusters[i] as string }];
  });
  if (rows.length === 0) return null;
  const lengthDifferences = rows.map(({ words }) => words);
  const line = lengthControlledDifference({
    differences: rows.map(({ difference }) => difference),
    lengthDifferences,
    clusters: rows.map(({ cluster }) => cluster),
    alpha,
  });
  return {
    n: rows.length,
    meanWords: meanOf(lengthDifferences),
    difference: line.estimate ?? null,
    pointsPerWord: line.slope ?? null,
    standardError: line.standardError ?? null,
    interval: line.interval ?? null,
    pValue: line.pValue ?? null,
    note: line.note ?? null,
  };
}
