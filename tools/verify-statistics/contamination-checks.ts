import {
  candidateProbability,
  candidateThreshold,
  containment,
  estimatedJaccard,
  jaccard,
  jaccardError,
  minHashSignature,
  ngramsOf,
  NgramOverlap,
  overlapWords,
  shinglesOf,
} from '@equipoise/metrics';
import { contaminationGap } from '@equipoise/statistics';
import { named } from './answers.js';
import { type VectorCheck } from './vector-check.js';
import { type VectorInputs } from './vector-inputs.js';

/** Overlap of training and test texts. */
export const contaminationChecks: VectorCheck[] = [
  { prefix: 'contam.ngram', compute: ngrams },
  { prefix: 'contam.jaccard', compute: similarity },
  { prefix: 'contam.containment', compute: similarity },
  { prefix: 'contam.lsh_curve', compute: lshCurve },
  { prefix: 'contam.lsh', compute: lshCurve },
  { prefix: 'contam.minhash', compute: minHash },
  { prefix: 'contam.clean_vs_dirty', compute: cleanAgainstDirty },
];

function ngrams(inputs: VectorInputs): unknown {
  const documents = textsOf(inputs, 'train', 'training', 'documents');
  const tests = textsOf(inputs, 'test', 'tests', 'examples');
  const lengths = inputs.numberOrNumbers('n', 'N');
  const results = lengths.map((n) => {
    const overlap = new NgramOverlap(tests, { n });
    for (const document of documents) overlap.add(document);
    const report = overlap.report();
    return {
      [`shared_${n}`]: report.map(({ shared }) => shared),
      [`dirty_${n}`]: report.map(({ isDirty }) => isDirty),
      [`n_test_${n}grams`]: report.map(({ ngrams: count }) => count),
    };
  });
  const words = documents.map((document) => overlapWords(document).length);
  return {
    ...Object.assign({}, ...results),
    tokens_train: words.length === 1 ? words[0] : words,
    tokens_test: tests.map((text) => overlapWords(text).length),
    n_train_ngrams: lengths.map((n) => ngramsOf(overlapWords(documents[0] ?? ''), n).size),
  };
}

function similarity(inputs: VectorInputs): unknown {
  const size = inputs.numberOr(3, 'n', 'k', 'size', 'shingle', 'shingle_size', 'w');
  const [a, b] = setsOf(inputs, size);
  const value = jaccard(a, b);
  return {
    ...named(value, 'jaccard', 'J'),
    ...named(containment(a, b), 'containment', 'containment_a_in_b'),
    containment_b_in_a: containment(b, a),
    n_a: a.size,
    n_b: b.size,
    intersection: [...a].filter((item) => b.has(item)).length,
    union: new Set([...a, ...b]).size,
  };
}

/** Two sets of shingles, or of what stands in two lists; the first may be contained in the second. */
function setsOf(inputs: VectorInputs, size: number): [Set<unknown>, Set<unknown>] {
  const read = (...names: string[]): Set<unknown> => {
    const isText = isTextAt(inputs, names);
    return isText ? shinglesOf(inputs.text(...names), size) : new Set(inputs.labels(...names));
  };
  return [
    read('test', 'a', 'A', 'question', 'text_a', 's1', 'x'),
    read('train', 'b', 'B', 'document', 'text_b', 's2', 'y'),
  ];
}

function isTextAt(inputs: VectorInputs, names: string[]): boolean {
  try {
    inputs.text(...names);
    return true;
  } catch {
    return false;
  }
}

function lshCurve(inputs: VectorInputs): unknown {
  const banding = { bands: inputs.number('b', 'bands'), rows: inputs.number('r', 'rows') };
  const p = inputs
    .numberOrNumbers('s', 'similarity')
    .map((value) => candidateProbability(value, banding));
  const threshold = candidateThreshold(banding);
  if (!inputs.has('J', 'jaccard')) return { p, threshold };
  const count = inputs.numberOr(banding.bands * banding.rows, 'k', 'num_perm');
  return { p, threshold, se_J: jaccardError(inputs.number('J', 'jaccard'), count) };
}

/** The vectors' family a (2654435 x + b) is affine with multiplier 2654435 a and increment a b. */
function minHash(inputs: VectorInputs): unknown {
  const PRIME = 2_147_483_647n;
  const hashes = inputs.matrix('hash_ab', 'hashes', 'ab').map(([a = 0, b = 0]) => ({
    multiplier: Number((BigInt(a) * 2_654_435n) % PRIME),
    increment: Number((BigInt(a) * BigInt(b)) % PRIME),
  }));
  const [a, b] = [inputs.numbers('A', 'a'), inputs.numbers('B', 'b')];
  const [sigA, sigB] = [minHashSignature(a, hashes), minHashSignature(b, hashes)];
  return {
    sigA: [...sigA],
    sigB: [...sigB],
    est: estimatedJaccard(sigA, sigB),
    true: jaccard(new Set(a), new Set(b)),
  };
}

function cleanAgainstDirty(inputs: VectorInputs): unknown {
  const found = contaminationGap(
    { scores: inputs.numbers('dirty') },
    { scores: inputs.numbers('clean') },
  );
  return {
    gap: found.gap,
    se: found.standardError,
    fisher_p: found.fisherP,
    mean_dirty: found.dirty,
    mean_clean: found.clean,
  };
}

function textsOf(inputs: VectorInputs, ...names: string[]): string[] {
  return isTextAt(inputs, names) ? [inputs.text(...names)] : inputs.texts(...names);
}
