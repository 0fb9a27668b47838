import { allEvents } from './all-events.js';

const KEY = 'a'.repeat(64);
const ID = '7d9f2f0c-52b8-4f0e-8f5b-0d3b0f6f3f11';
const usage = {
  calls: 3,
  reused: 1,
  promptTokens: 900,
  completionTokens: 40,
  costUsd: 0.01,
  modelSeconds: 4.5,
};
const served = {
  name: 'qwen2.5-coder-0.5b',
  provider: 'local',
  endpoint: '',
  fingerprint: KEY,
  baseName: '',
  baseFingerprint: '',
  precision: 'Q4_K_M',
  chatTemplate: 'chatml.v1',
  adapterDigest: '',
  adapterRank: 0,
};
const failure = { code: 'INFERENCE.UNAUTHORIZED', reason: 'the key was refused' };

/**
 * One message of every version, as it lies in queues and topics today. A change that breaks one breaks
 * work in flight: make a new version instead of editing the sample.
 */
const SAMPLES: Readonly<Record<string, unknown>> = {
  'experiments.index-requested.v1': { datasetVersionId: KEY, chunkTokens: 256, overlapTokens: 32 },
  'retrieval.index-progressed.v1': {
    indexId: KEY,
    datasetVersionId: KEY,
    chunksDone: 10,
    chunksTotal: 60,
  },
  'retrieval.index-ready.v1': {
    indexId: KEY,
    datasetVersionId: KEY,
    chunks: 60,
    embedder: 'all-minilm-l6-v2',
  },
  'retrieval.index-failed.v1': { ...failure, datasetVersionId: KEY },
  'experiments.fine-tune-requested.v1': {
    requestId: ID,
    base: 'qwen2.5-coder-0.5b',
    datasetVersionId: KEY,
    trainSize: 200,
    seed: 1,
    trainingFormat: 'with-context',
    settings: {
      method: 'lora',
      epochs: 3,
      effectiveBatchSize: 16,
      learningRate: 0.0002,
      rank: 16,
      alpha: 32,
      dropout: 0.05,
      maxSequenceTokens: 2048,
    },
  },
  'training.fine-tune-progressed.v1': {
    requestId: ID,
    fineTuneId: KEY,
    status: 'running',
    detail: 'step 4 of 30',
    progress: 0.13,
    step: 4,
    totalSteps: 30,
    loss: 1.2,
    etaSeconds: 90,
  },
  'training.adapter-ready.v1': {
    requestId: ID,
    fineTuneId: KEY,
    model: 'qwen2.5-coder-0.5b+aaaaaaaaaaaa',
    adapterDigest: KEY,
    wallSeconds: 120,
    reused: false,
  },
  'experiments.adapter-check-requested.v1': {
    checkId: ID,
    base: 'qwen2.5-coder-0.5b',
    tuned: 'qwen2.5-coder-0.5b+aaaaaaaaaaaa',
    datasetVersionId: KEY,
    questionIds: ['q1', 'q2'],
    topP: 1,
    maxTokens: 256,
  },
  'inference.adapter-checked.v1': {
    checkId: ID,
    base: served,
    tuned: { ...served, name: 'tuned', baseName: served.name, adapterDigest: KEY, adapterRank: 8 },
    check: {
      status: 'active',
      method: 'token-probability',
      probes: 4,
      changed: 4,
      largestChange: 0.31,
      largestRepeat: 0,
    },
    usage,
  },
  'inference.adapter-check-failed.v1': { ...failure, checkId: ID },
  'training.fine-tune-failed.v1': { ...failure, requestId: ID },
  'experiments.answers-requested.v1': {
    chunkId: ID,
    cellId: ID,
    model: 'qwen2.5-coder-0.5b',
    datasetVersionId: KEY,
    context: 'retrieved',
    indexId: KEY,
    topK: 5,
    mode: 'hybrid',
    questionIds: ['q1', 'q2'],
    samples: 1,
    temperature: 0,
    topP: 1,
    maxTokens: 256,
  },
  'inference.answers-ready.v1': {
    chunkId: ID,
    cellId: ID,
    answers: [
      { answerId: ID, questionId: 'q1', sample: 0, status: 'answered', failure: null },
      { answerId: ID, questionId: 'q2', sample: 0, status: 'failed', failure: 'too long' },
    ],
    usage,
  },
  'inference.answers-failed.v1': { ...failure, chunkId: ID, cellId: ID },
  'experiments.judgements-requested.v1': {
    chunkId: ID,
    datasetVersionId: KEY,
    answers: [{ answerId: ID, questionId: 'q1' }],
    judge: 'qwen2.5-coder-1.5b',
    estimator: 'token-probability',
    steps: 'judge',
    repeats: 1,
    temperature: 1,
    criteria: [{ name: 'accuracy', version: 1 }],
    seed: 'equipoise',
  },
  'judging.judgements-ready.v1': {
    chunkId: ID,
    judgements: [
      { answerId: ID, criterion: 'accuracy', repeat: 0, score: 4.2, leakedMass: 0.01, attempts: 1 },
      {
        answerId: ID,
        criterion: 'completeness',
        repeat: 0,
        score: null,
        leakedMass: 0,
        attempts: 3,
      },
    ],
    usage,
  },
  'judging.judgements-failed.v1': { ...failure, chunkId: ID },
  'experiments.qualification-requested.v1': {
    datasetVersionId: KEY,
    judge: 'qwen2.5-coder-1.5b',
    estimator: 'samples',
    steps: 'judge',
    temperature: 1,
    criteria: [{ name: 'accuracy', version: 1 }],
    probes: 20,
    repeats: 2,
  },
  'judging.qualification-ready.v1': {
    datasetVersionId: KEY,
    qualifications: [
      {
        criterion: 'accuracy',
        criterionVersion: 1,
        judgeFingerprint: 'weights',
        estimator: 'samples',
        form: 'form.v1-0a1b2c3d-judge-steps',
        probeSet: 'probes.v1-0a1b2c3d',
        thresholds: 'thresholds.v1-0a1b2c3d',
        status: 'unqualified',
        reasons: ['it scores half of an answer like the whole'],
        questions: 20,
        repeats: 2,
        judgements: 160,
        missing: 1,
        meanLeakedMass: 0,
        meanScores: { gold: 4.5, wrong: 1.5, cut: 4.4, padded: null },
        goldAboveWrong: { area: 0.98, interval: { lower: 0.9, upper: 1 }, gold: 20, spoilt: 20 },
        goldAboveCut: { area: 0.51, interval: null, gold: 20, spoilt: 19 },
        monotonicity: { ordered: 12, questions: 19, interval: { lower: 0.41, upper: 0.81 } },
        padding: null,
        repeatability: { icc: 0.6, target: 0.9, repeatsForTarget: 6, note: '' },
      },
    ],
    usage,
  },
  'judging.qualification-failed.v1': { ...failure, datasetVersionId: KEY },
  'experiments.labels-changed.v1': { revision: 2 },
  'experiments.analysis-requested.v1': {},
  'experiments.experiment-cancelled.v1': { reason: 'cancelled by a user' },
};

const definitions = allEvents();

describe('event versions', () => {
  it.each(definitions.map((definition) => [definition.topic, definition] as const))(
    '%s still reads the message pinned for it, and nothing of it is lost',
    (topic, definition) => {
      const payload = SAMPLES[topic];
      expect(payload).toBeDefined();
      const message = {
        id: ID,
        occurredAt: '2026-11-23T10:00:00.000Z',
        experimentId: ID,
        payload,
      };
      expect(definition.parse(JSON.parse(JSON.stringify(message)))).toEqual(message);
    },
  );

  it.each(definitions.map((definition) => [definition.topic, definition] as const))(
    '%s refuses a message without its payload',
    (_topic, definition) => {
      const message = { id: ID, occurredAt: '2026-11-23T10:00:00.000Z', experimentId: ID };
      expect(() => definition.parse(message)).toThrow();
    },
  );

  it('have one topic each, named after their publisher', () => {
    const topics = definitions.map(({ topic }) => topic);
    expect(new Set(topics).size).toBe(topics.length);
    for (const topic of topics) {
      expect(topic).toMatch(/^(experiments|retrieval|training|inference|judging)\.[a-z-]+\.v\d+$/);
    }
  });
});
