/**
 * Time and memory of analysing a million judgements:
 * `node --import ./bench/typescript.mjs bench/analysis.ts [questions]`.
 */
import { analyse } from '@equipoise/analysis';
import { aScoreTable, BASE, tunedArm } from '../libs/analysis/test/a-score-table.js';

const questions = Number(process.argv[2] ?? 1040);
const table = aScoreTable({
  arms: [BASE, ...[200, 500, 1000].map((trainSize) => tunedArm({ trainSize }))],
  datasets: ['bioasq', 'natural-questions', 'qasper', 'demo'],
  contexts: ['retrieved', 'oracle', 'closed-book'],
  criteria: ['accuracy', 'completeness'],
  questions,
  clusters: Math.ceil(questions / 3),
  repeats: 10,
});
const start = performance.now();
const { contrasts, conclusion } = analyse(table);
const seconds = (performance.now() - start) / 1000;
const peakMiB = process.resourceUsage().maxRSS / 1024;
process.stdout.write(
  `${table.scores.length} scores, ${table.answers.length} answers, ${contrasts.length} contrasts: ` +
    `${seconds.toFixed(2)} s, peak ${peakMiB.toFixed(0)} MiB (table included)\n${conclusion.sentence}\n`,
);
