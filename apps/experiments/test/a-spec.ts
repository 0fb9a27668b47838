import type { ExperimentSpec } from '../src/specs/domain/experiment-spec.js';
import type { DatasetFacts, ModelFacts, SpecFacts } from '../src/specs/domain/facts.js';
import { parseSpec } from '../src/specs/transport/parse-spec.js';

/** A document with one dataset, one tuned arm and the given fields of `spec`. */
export function aDocument(spec: Readonly<Record<string, unknown>> = {}): object {
  return {
    apiVersion: 'equipoise.dev/v1',
    kind: 'Experiment',
    metadata: { name: 'trial' },
    spec: {
      datasets: ['facts'],
      arms: [{ base: 'qwen-base', tuned: [{ model: 'qwen-tuned' }] }],
      judge: { model: 'judge' },
      ...spec,
    },
  };
}

export function aSpec(spec: Readonly<Record<string, unknown>> = {}): ExperimentSpec {
  return parseSpec(JSON.stringify(aDocument(spec))).spec;
}

/** @param questions number of test questions, five from each document */
export function aDataset(questions: number, changes: Partial<DatasetFacts> = {}): DatasetFacts {
  return {
    label: 'facts@v1',
    versionId: 'f'.repeat(64),
    trainQuestions: 500,
    testQuestions: Array.from({ length: questions }, (_, i) => ({
      questionId: `q${i}`,
      cluster: `document ${Math.floor(i / 5)}`,
    })),
    withoutReference: undefined,
    ...changes,
  };
}

export function aModel(name: string, changes: Partial<ModelFacts> = {}): ModelFacts {
  return {
    name,
    isLocal: false,
    base: '',
    givesTokenProbabilities: true,
    status: 'ready',
    inputUsdPerMillion: 0,
    outputUsdPerMillion: 0,
    contextTokens: 8192,
    endpoint: 'http://127.0.0.1:8000/v1',
    fingerprint: `weights of ${name}`,
    precision: 'bf16',
    chatTemplate: 'chatml',
    adapterDigest: '',
    adapterRank: 0,
    ...changes,
  };
}

/** What the names of `aSpec` stand for: 200 test questions from 40 documents, free models. */
export function someFacts({
  datasets = [aDataset(200)],
  models = [],
  ...changes
}: Partial<Omit<SpecFacts, 'models'>> & { models?: readonly ModelFacts[] } = {}): SpecFacts {
  const known = [aModel('qwen-base'), aModel('qwen-tuned'), aModel('judge'), ...models];
  return {
    datasets,
    models: new Map(known.map((model) => [model.name, model])),
    criteria: [
      { name: 'accuracy', version: 1 },
      { name: 'completeness', version: 1 },
    ],
    overlaps: new Map(),
    training: undefined,
    ...changes,
  };
}
