export { analyse } from './application/analyse.js';
export { type CellPair, cellPairs } from './domain/arms.js';
export { counted, decimal, percent, probability, signed, whole } from './domain/number-text.js';
export { meansOf, type QuestionMeans } from './domain/question-means.js';
export {
  type AnswerFacts,
  type Arm,
  type CellFacts,
  type ScoreFacts,
  type ScoreTable,
} from './domain/score-table.js';
