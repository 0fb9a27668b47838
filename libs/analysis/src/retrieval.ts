import type { Contrast, RetrievalQuality } from '@equipoise/contracts';
import { clusteredMean } from '@equipoise/statistics';
import { type CellPair } from './arms.js';
import { compare } from './comparison.js';
import { pairsOf } from './pairs.js';
import { type CellMeans, type QuestionMeans } from './question-means.js';

type Slice = NonNullable<Contrast['retrievalSlices']>['hit'];
type Facts = NonNullable<QuestionMeans['retrieval']>;

/** A contrast among the questions whose passages held gold evidence, and among the others. */
export function retrievalSlices(
  { base, tuned }: CellPair,
  criterion: number,
  alpha: number,
): Contrast['retrievalSlices'] {
  if (tuned.cell.context !== 'retrieved') return null;
  const slice = (wanted: (facts: Facts) => boolean): Slice => {
    const { n, clusters, difference, interval } = compare(
      pairsOf(
        base,
        tuned,
        ({ judged }) => judged[criterion]?.mean,
        ({ retrieval }) => retrieval !== undefined && wanted(retrieval),
      ),
      alpha,
    );
    return difference === null ? null : { n, clusters, difference, interval };
  };
  const hit = slice(({ recall }) => recall > 0);
  const miss = slice(({ recall }) => recall === 0);
  return hit === null && miss === null ? null : { hit, miss };
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
