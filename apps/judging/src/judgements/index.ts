export { type CriterionForm, FormsOfJudge } from './application/forms-of-judge.js';
export { JudgeCriterion } from './application/judge-criterion.js';
export { JudgementRepository } from './application/ports.js';
export { type Judgement, judgementId } from './domain/judgement.js';
export { keysOf, repeatsOf } from './domain/open-sample.js';
export { usageOfChunk } from './domain/usage.js';
export { JUDGEMENT_ROWS, JudgementsModule } from './judgements.module.js';
