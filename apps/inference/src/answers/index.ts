export { ContextReader } from './application/ports.js';
export { usageOf } from './domain/usage.js';
export { AnswersModule } from './answers.module.js';
export { AnswerRow, ReadingRow } from './infrastructure/answer.row.js';
