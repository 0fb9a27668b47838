/**
 * Time and memory of analysing a million judgements, as the experiments service does it: in a thread,
 * from columns. `npm run bench:analysis [questions a dataset]`.
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { ScoreColumnsBuilder } from '@equipoise/analysis';
import { AnalysisThread } from '../apps/experiments/src/experiments/infrastructure/analysis-thread.js';
import { aScoreTable, BASE, tunedArm } from '../libs/analysis/test/a-score-table.js';

const MOST_SECONDS = 5;
const MOST_MIB = 1024;

const questions = Number(process.argv[2] ?? 1042);
const { scores, ...table } = aScoreTable({
  arms: [BASE, ...[200, 500, 1000].map((trainSize) => tunedArm({ trainSize }))],
  datasets: ['bioasq', 'natural-questions', 'qasper', 'demo'],
  contexts: ['retrieved', 'oracle', 'closed-book'],
  criteria: ['accuracy', 'completeness'],
  questions,
  clusters: Math.ceil(questions / 3),
  repeats: 10,
});
const columns = new ScoreColumnsBuilder();
for (const row of scores) columns.add(row);

const thread = new AnalysisThread();
const delay = monitorEventLoopDelay({ resolution: 1 });
delay.enable();
const start = performance.now();
const { contrasts } = await thread.analyse({ ...table, scores: columns.build() });
const seconds = (performance.now() - start) / 1000;
delay.disable();
await thread.onApplicationShutdown();

const peakMiB = process.resourceUsage().maxRSS / 1024;
const rows: readonly (readonly [string, string])[] = [
  ['judgements', String(scores.length)],
  ['answers', String(table.answers.length)],
  ['contrasts', String(contrasts.length)],
  ['seconds, start of the thread included', `${seconds.toFixed(2)} (at most ${MOST_SECONDS})`],
  ['longest wait of the event loop, ms', (delay.max / 1e6).toFixed(0)],
  ['peak memory, making the table included, MiB', `${peakMiB.toFixed(0)} (at most ${MOST_MIB})`],
];
process.stdout.write(rows.map(([name, value]) => `${name.padEnd(46)}${value}\n`).join(''));
if (seconds > MOST_SECONDS || peakMiB > MOST_MIB) process.exitCode = 1;
