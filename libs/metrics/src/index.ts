export { exactMatch } from './answers/exact-match.js';
export { normalizeAnswer } from './answers/normalize-answer.js';
export { rougeL } from './answers/rouge-l.js';
export { tokenF1 } from './answers/token-f1.js';
export { InvalidMetricInputError } from './metrics.errors.js';
export { answerOverlap } from './overlap/answer-overlap.js';
export { type Banding, candidateProbability, candidateThreshold } from './overlap/banding.js';
export {
  affineHashes,
  type AffineHash,
  estimatedJaccard,
  jaccardError,
  minHashSignature,
  shingleIds,
  type Signature,
} from './overlap/min-hash.js';
export {
  type NamedText,
  type NearDuplicate,
  NearDuplicateIndex,
  type NearDuplicateOptions,
} from './overlap/near-duplicates.js';
export {
  type ExampleOverlap,
  ngramLength,
  NgramOverlap,
  type NgramOverlapOptions,
} from './overlap/ngram-overlap.js';
export { ngramsOf, overlapWords } from './overlap/overlap-words.js';
export { removeOverlap, type RemoveOverlapOptions } from './overlap/remove-overlap.js';
export { containment, jaccard, shinglesOf } from './overlap/shingles.js';
export { ndcgAtK } from './ranking/ndcg.js';
export { hitAtK, recallAtK } from './ranking/recall.js';
export { reciprocalRank } from './ranking/reciprocal-rank.js';
export { type Relevance } from './ranking/relevance.js';
