import type { AnswerFacts, CellFacts } from '@equipoise/analysis';
import { drawingOrder, wavesOf } from '@equipoise/statistics';
import { type TableSettings } from './table-settings.js';

/**
 * The cells with the waves in which a sequence draws their questions: clusters in random order by the
 * seed, because the order of a file may be anything, and a sequence must not know it.
 */
export function inWaves(
  cells: readonly CellFacts[],
  answers: readonly AnswerFacts[],
  { waveQuestions, seed }: TableSettings,
): readonly CellFacts[] {
  if (waveQuestions === undefined) return cells;
  const placeOf = new Map(cells.map((cell) => [cell.cellId, keyOf(cell)]));
  const clusters = new Map<string, Map<string, string>>();
  for (const { cellId, questionId, cluster } of answers) {
    const place = placeOf.get(cellId) ?? '';
    const known = clusters.get(place) ?? new Map<string, string>();
    clusters.set(place, known.set(questionId, cluster));
  }
  const waves = new Map(
    [...clusters].map(([place, known]) => [place, drawn(known, waveQuestions, `${seed} ${place}`)]),
  );
  return cells.map((cell) => ({ ...cell, waves: waves.get(keyOf(cell)) }));
}

/** Arms of one dataset and context ask the same questions. */
function keyOf({ dataset, context }: CellFacts): string {
  return JSON.stringify([dataset, context]);
}

function drawn(
  clusterOf: ReadonlyMap<string, string>,
  waveQuestions: number,
  seed: string,
): string[][] {
  // by name, so that the order of the rows does not matter
  const questions = [...clusterOf].sort(([a], [b]) => (a < b ? -1 : 1));
  const clusters = questions.map(([, cluster]) => cluster);
  const order = drawingOrder({ clusters, about: 'clusters', seed });
  return wavesOf(order, clusters, waveQuestions).map((places) =>
    places.flatMap((place) => questions[place]?.[0] ?? []),
  );
}
