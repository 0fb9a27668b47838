export { analyse } from './analyse.js';
export { type CellPair, cellPairs } from './arms.js';
export {
  counted,
  decimal,
  duration,
  listed,
  percent,
  probability,
  signed,
  whole,
} from './number-text.js';
export { meansOf, type QuestionMeans } from './question-means.js';
export { BOUNDS, intervalText, shownInterval } from './shown-interval.js';
export { type LookedAtContrast, sequentialLook } from './sequential-look.js';
export { InvalidScoreTableError } from './score-table.errors.js';
export { buffersOf, ScoreColumnsBuilder } from './score-columns.js';
export {
  type AnalysisInput,
  type AnswerFacts,
  type Arm,
  type ArmCheckFacts,
  type CellFacts,
  type DirtyQuestions,
  type HumanLabels,
  type LabelFacts,
  type ScoreColumns,
  type ScoreFacts,
  type ScoreTable,
} from './score-table.js';
