export { AnswersModule } from './answers.module.js';
export { AnswerRow, ReadingRow } from './infrastructure/answer.row.js';
