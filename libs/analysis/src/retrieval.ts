import type { Contrast, RetrievalQuality } from '@equipoise/contracts';
import { clusteredMean } from '@equipoise/statistics';
import { compare } from './comparison.js';
import { type CellMeans, type QuestionMeans } from './question-means.js';
import { withSeedError } from './seed-error.js';
import { sliceText } from './slice-text.js';
import { differencesBySeed, seedPairsOf, type TreatmentCells } from './treatment-pairs.js';

type Slice = NonNullable<Contrast['retrievalSlices']>['hit'];
type Facts = NonNullable<QuestionMeans['retrieval']>;

/** A contrast among the questions whose passages held gold evidence, and among the others. */
export function retrievalSlices(
  cells: TreatmentCells,
  criterion: number,
  alpha: number,
): Contrast['retrievalSlices'] {
  if (cells.tuned[0].cell.context !== 'retrieved') return null;
  const slice = (wanted: (facts: Facts) => boolean): Slice => {
    const pairs = seedPairsOf(
      cells,
      ({ judged }) => judged[criterion]?.mean,
      ({ retrieval }) => retrieval !== undefined && wanted(retrieval),
    );
    const { n, clusters, difference, interval } = withSeedError(
      compare(pairs, alpha),
      differencesBySeed(pairs),
      alpha,
    );
    return difference === null ? null : { n, clusters, difference, interval };
  };
  const hit = slice(({ recall }) => recall > 0);
  const miss = slice(({ recall }) => recall === 0);
  if (hit === null && miss === null) return null;
  const full = slice(({ recall }) => recall === 1);
  const k = [...cells.tuned[0].questions.values()].find((own) => own.retrieval)?.retrieval?.k ?? 0;
  return { hit, full, miss, sentence: sliceSentence(full, miss, k, alpha) };
}

/** What it does where everything was found, and where nothing was. */
function sliceSentence(full: Slice, miss: Slice, k: number, alpha: number): string {
  if (full === null || miss === null) return '';
  return `Where recall@${k} is 1 the difference is ${sliceText(full, alpha)}, where it is 0 it is ${sliceText(miss, alpha)}.`;
}

/**
 * Retrieval quality of each dataset, every question once: all arms read the same passages.
 *
 * @param alpha chance left outside the intervals
 */
export function retrievalQuality(cells: readonly CellMeans[], alpha: number): RetrievalQuality[] {
  const datasets = new Map<string, Map<string, QuestionMeans>>();
  for (const { cell, questions } of cells) {
    const known = datasets.get(cell.dataset) ?? new Map<string, QuestionMeans>();
    datasets.set(cell.dataset, known);
    for (const [questionId, question] of questions) {
      if (question.retrieval !== undefined && !known.has(questionId)) {
        known.set(questionId, question);
      }
    }
  }
  return [...datasets].flatMap(([dataset, questions]) => qualityOf(dataset, questions, alpha));
}

function qualityOf(
  dataset: string,
  questions: ReadonlyMap<string, QuestionMeans>,
  alpha: number,
): RetrievalQuality[] {
  const known = [...questions].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, own]) => own);
  const facts = known.flatMap(({ retrieval }) => (retrieval === undefined ? [] : [retrieval]));
  const first = facts[0];
  if (first === undefined) return [];
  const clusters = known.map(({ cluster }) => cluster);
  const estimate = (valueOf: (own: Facts) => number): RetrievalQuality['recall'] => {
    const { mean, interval, note } = clusteredMean({ scores: facts.map(valueOf), clusters, alpha });
    return { mean, interval: note === undefined ? (interval ?? null) : null };
  };
  return [
    {
      dataset,
      k: first.k,
      n: facts.length,
      clusters: new Set(clusters).size,
      recall: estimate(({ recall }) => recall),
      ndcg: estimate(({ ndcg }) => ndcg),
      reciprocalRank: estimate(({ reciprocalRank }) => reciprocalRank),
      hitRate: estimate(({ recall }) => (recall > 0 ? 1 : 0)),
    },
  ];
}
