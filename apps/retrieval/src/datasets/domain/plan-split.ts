import { seededShuffle } from '@equipoise/kernel';
import type { Split } from './dataset.js';
import { DisjointSets } from './disjoint-sets.js';
import type { DraftQuestion } from './draft-question.js';

/** What the split needs to know of a question. */
export type SplitKey = Pick<
  DraftQuestion,
  'questionId' | 'documentIds' | 'relatedDocumentIds' | 'cluster' | 'split'
>;

export interface SplitOptions {
  /** Share of the documents that questions are about whose questions become the test split, (0, 1). */
  readonly testShare: number;
  readonly seed: string;
}

/** Where a question belongs, or why it cannot be used. */
export type Placement =
  | { readonly cluster: string; readonly split: Split }
  | { readonly field: string; readonly value: string; readonly message: string };

/**
 * Gives each question its cluster and split. Questions that share a document, directly or through
 * other questions, are one cluster, unless the files name clusters.
 *
 * Where no file names a split, whole clusters go to test in an order fixed by the seed, until
 * `testShare` of the documents is reached; a cluster that would overshoot by more than is missing
 * is passed over. Where the files name the split it stands, and a training question that shares a
 * document or a named cluster with a test question is refused. So no document is ever in both.
 *
 * @returns one placement a question, in their order
 */
export function planSplit(keys: readonly SplitKey[], options: SplitOptions): Placement[] {
  const clusters = new Clusters(keys);
  return keys.some(({ split }) => split !== undefined)
    ? keepNamedSplit(keys, clusters)
    : splitByDocument(keys, clusters, options);
}

/** Names of what a question shares with others; the prefixes keep documents and clusters apart. */
function tiesOf(key: SplitKey): string[] {
  const ties = documentsOf(key).map((id) => `document ${id}`);
  if (key.cluster !== undefined) ties.push(`cluster ${key.cluster}`);
  return ties.length > 0 ? ties : [`question ${key.questionId}`];
}

function documentsOf({ documentIds, relatedDocumentIds = [] }: SplitKey): string[] {
  return [...documentIds, ...relatedDocumentIds];
}

/** Which questions hang together. */
class Clusters {
  private readonly sets = new DisjointSets();
  private readonly smallest = new Map<string, string>();

  constructor(keys: readonly SplitKey[]) {
    for (const key of keys) {
      const [first = '', ...others] = tiesOf(key);
      this.sets.find(first);
      for (const tie of others) this.sets.union(first, tie);
    }
    for (const key of keys) this.noteSmallest(key);
  }

  /** The set of a question: what may not be divided by the split. */
  unitOf(key: SplitKey): string {
    return this.sets.find(tiesOf(key)[0] ?? '');
  }

  /** The cluster as people see it: as named, or the smallest document id of the set. */
  labelOf(key: SplitKey): string {
    return key.cluster ?? this.smallest.get(this.unitOf(key)) ?? key.questionId;
  }

  private noteSmallest(key: SplitKey): void {
    const unit = this.unitOf(key);
    for (const id of documentsOf(key)) {
      const known = this.smallest.get(unit);
      if (known === undefined || id < known) this.smallest.set(unit, id);
    }
  }
}

function splitByDocument(
  keys: readonly SplitKey[],
  clusters: Clusters,
  { testShare, seed }: SplitOptions,
): Placement[] {
  const weights = documentsByUnit(keys, clusters);
  const total = [...weights.values()].reduce((sum, weight) => sum + weight, 0);
  const target = total * testShare;
  const test = new Set<string>();
  let reached = 0;
  for (const unit of seededShuffle([...weights.keys()].sort(), `${seed}/split`)) {
    if (reached >= target) break;
    const weight = weights.get(unit) ?? 0;
    const overshoot = reached + weight - target;
    if (weight > 1 && overshoot > target - reached) continue;
    test.add(unit);
    reached += weight;
  }
  if (test.size === 0) test.add(lightest(weights));
  return keys.map((key) => ({
    cluster: clusters.labelOf(key),
    split: test.has(clusters.unitOf(key)) ? 'test' : 'train',
  }));
}

/** Documents of each unit; a unit without any weighs as one. */
function documentsByUnit(keys: readonly SplitKey[], clusters: Clusters): Map<string, number> {
  const documents = new Map<string, Set<string>>();
  for (const key of keys) {
    const unit = clusters.unitOf(key);
    const ids = documents.get(unit) ?? new Set<string>();
    for (const id of documentsOf(key)) ids.add(id);
    documents.set(unit, ids);
  }
  return new Map([...documents].map(([unit, ids]) => [unit, Math.max(1, ids.size)]));
}

function lightest(weights: ReadonlyMap<string, number>): string {
  const [first] = [...weights].sort(([a, x], [b, y]) => x - y || (a < b ? -1 : 1));
  return first?.[0] ?? '';
}

function keepNamedSplit(keys: readonly SplitKey[], clusters: Clusters): Placement[] {
  const testTies = new Set(keys.filter(({ split }) => split === 'test').flatMap(tiesOf));
  return keys.map((key) => {
    if (key.split === undefined) {
      return {
        field: 'split',
        value: '',
        message: 'other rows name their split: name it in every row, or in none',
      };
    }
    const shared = key.split === 'train' ? tiesOf(key).find((tie) => testTies.has(tie)) : undefined;
    if (shared === undefined) return { cluster: clusters.labelOf(key), split: key.split };
    return {
      field: 'split',
      value: 'train',
      message: `${shared} also belongs to a test question, and what is tested must not be trained on: the training question was left out`,
    };
  });
}
