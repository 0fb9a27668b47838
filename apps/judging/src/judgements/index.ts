export { JUDGEMENT_ROWS, JudgementsModule } from './judgements.module.js';
