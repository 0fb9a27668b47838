export { EvaluationStepsOf } from './application/evaluation-steps-of.js';
export { FindCriteria } from './application/find-criteria.js';
export { CRITERIA_ROWS, CriteriaModule } from './criteria.module.js';
export { type Criterion, criterionTitle } from './domain/criterion.js';
export type { StepsSource } from './domain/evaluation-steps.js';
