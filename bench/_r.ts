import { writeFileSync, mkdirSync } from 'node:fs';
import { analyse } from '../apps/experiments/src/analysis/index.js';
import { chooseExamples, renderReport } from '../apps/experiments/src/reports/index.js';
import { aScoreTable, BASE, tunedArm } from '../apps/experiments/test/a-score-table.js';
mkdirSync('/tmp/rep', { recursive: true });
const provenance = {
  command: 'equipoise run examples/demo/experiment.yaml',
  version: '0.1.0',
  generatedAt: '2026-11-23T13:00:00.000Z',
  promptFrame: 'rag.v1',
  digests: [
    { kind: 'dataset', name: 'demo@v1', digest: '9f'.repeat(32) },
    { kind: 'model', name: 'qwen2.5-0.5b', digest: 'ab'.repeat(32) },
    { kind: 'adapter', name: 'qwen2.5-0.5b · lora 64 pairs · seed 1', digest: 'cd'.repeat(32) },
  ],
};
const spec = {
  apiVersion: 'equipoise.dev/v1',
  kind: 'Experiment',
  metadata: { name: 'fine-tuning-or-fine-failing' },
  spec: {
    datasets: ['demo@v1'],
    arms: [{ base: 'qwen2.5-0.5b', fineTune: { method: 'lora', trainSizes: [64] } }],
    contexts: ['retrieved', 'closed-book'],
    analysis: { margin: 0.2, alpha: 0.05 },
  },
};
const usage = {
  calls: 12480,
  reused: 320,
  promptTokens: 18234000,
  completionTokens: 912345,
  costUsd: 0,
  modelSeconds: 8123,
};
const L =
  'The Voyager spacecraft carried a golden record containing sounds and images selected to portray the diversity of life and culture on Earth. '.repeat(
    3,
  );
function make(name: string, t: any) {
  const table = {
    ...t,
    usage: { answers: usage, judgements: { ...usage, costUsd: 3.214 } },
    trainingSeconds: 1234,
    wallSeconds: 10234,
  };
  const analysis = analyse(table);
  const examples = chooseExamples(table, analysis).map((c) => ({
    ...c,
    question: `What did the golden record carried by the Voyager spacecraft contain, and who selected it (${c.questionId})?`,
    references: ['Sounds and images selected by a committee chaired by Carl Sagan.'],
    passages: [L, L, L],
    baseAnswer:
      'It contained sounds and images portraying life on Earth; a committee chaired by Carl Sagan selected them.',
    tunedAnswer: 'Sounds.\n<script>alert(1)</script> | pipe | `tick`',
  }));
  for (const f of ['html', 'markdown', 'json'] as const)
    writeFileSync(
      `/tmp/rep/${name}.${f}`,
      renderReport({ analysis, spec, examples, provenance }, f),
    );
}
const lv = (arm: any, context: any, c: any) =>
  (context === 'closed-book' ? 2 : 3.4) +
  (arm.treatment === undefined
    ? 0
    : context === 'closed-book'
      ? 0.5
      : arm.treatment.trainSize <= 200
        ? -0.02
        : arm.treatment.trainSize === 500
          ? -0.2
          : -0.7) +
  (c === 'accuracy' ? 0.2 : 0);
make(
  'small',
  aScoreTable({
    contexts: ['retrieved', 'closed-book'],
    criteria: ['accuracy', 'completeness'],
    levelOf: lv,
    arms: [BASE, tunedArm()],
    noise: 0.9,
    warnings: ['The judge qwen2.5-1.5b is close kin to an arm: it may favour its own style.'],
  }),
);
const b2 = 'llama-2-13b-chat-hf-with-a-long-name';
make(
  'paper',
  aScoreTable({
    datasets: ['bioasq@v1', 'natural-questions@v1', 'qasper@v1'],
    contexts: ['retrieved'],
    criteria: ['accuracy', 'completeness'],
    levelOf: lv,
    noise: 1.2,
    questions: 90,
    clusters: 45,
    arms: [
      BASE,
      ...[200, 500, 1000].map((trainSize) => tunedArm({ trainSize })),
      { label: b2, base: b2, treatment: undefined },
      ...[200, 500, 1000].map((trainSize) => tunedArm({ trainSize }, b2)),
    ],
  }),
);
make(
  'seeds',
  aScoreTable({
    contexts: ['retrieved', 'oracle'],
    criteria: ['accuracy'],
    levelOf: lv,
    noise: 1.2,
    questions: 60,
    clusters: 25,
    arms: [
      BASE,
      ...[1, 2, 3].flatMap((seed) => [200, 1000].map((trainSize) => tunedArm({ trainSize, seed }))),
      tunedArm({ trainSize: 200, trainingFormat: 'shuffled-answers' }),
    ],
  }),
);
make('empty', { ...aScoreTable({ questions: 1, repeats: 1 }), scores: [] });
