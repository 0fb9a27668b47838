export { exactMatch } from './answers/exact-match.js';
export { normalizeAnswer } from './answers/normalize-answer.js';
export { rougeL } from './answers/rouge-l.js';
export { tokenF1 } from './answers/token-f1.js';
export { InvalidMetricInputError } from './metrics.errors.js';
export { ndcgAtK } from './ranking/ndcg.js';
export { hitAtK, recallAtK } from './ranking/recall.js';
export { reciprocalRank } from './ranking/reciprocal-rank.js';
export { type Relevance } from './ranking/relevance.js';
