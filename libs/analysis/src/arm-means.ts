import type { ArmMean } from '@equipoise/contracts';
import { clusteredMean } from '@equipoise/statistics';
import { analysedArm } from './arms.js';
import { type CellMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';

/** Mean score of every cell on every criterion, over all its scored questions: the bars of a chart. */
export function armMeansOf(
  cells: readonly CellMeans[],
  { criteria, alpha }: ScoreTable['settings'],
): ArmMean[] {
  return cells.flatMap(({ cell, questions }) =>
    criteria.flatMap((criterion, c): ArmMean[] => {
      const scored = [...questions.values()].flatMap(({ judged, cluster }) => {
        const score = judged[c]?.mean;
        return score === undefined ? [] : [{ score, cluster }];
      });
      if (scored.length === 0) return [];
      const { mean, n, clusterCount, interval, note } = clusteredMean({
        scores: scored.map(({ score }) => score),
        clusters: scored.map(({ cluster }) => cluster),
        alpha,
      });
      return [
        {
          arm: analysedArm(cell.arm),
          dataset: cell.dataset,
          context: cell.context,
          criterion,
          n,
          clusters: clusterCount,
          mean,
          interval: note === undefined ? (interval ?? null) : null,
        },
      ];
    }),
  );
}
