import type { JudgeBatch, JudgeReply } from '../../judge/index.js';
import type { Criterion } from '../domain/criterion.js';
import type { EvaluationSteps } from '../domain/evaluation-steps.js';
import { EvaluationStepsOf, type EvaluationStepsQuery } from './evaluation-steps-of.js';

const CRITERION: Criterion = {
  name: 'accuracy',
  version: 2,
  description: 'd',
  levels: ['1', '2', '3', '4', '5'],
  needsReference: true,
  steps: [],
};
const USABLE = 'Read the question first.\n2. Compare both answers.\n3. Choose a score from 1 to 5.';
const OWN = ['the criterion', 'has steps', 'of its own'];

function aGeneration(sample: number, text: string, isCut = false): JudgeReply {
  return {
    kind: 'generation',
    itemId: 'evaluation-steps',
    sample,
    text,
    probabilities: new Map(),
    isCut,
    judgeFingerprint: 'judge-1',
    promptTokens: 1,
    completionTokens: 1,
    latencyMs: 1,
    costUsd: 0,
    attempts: 1,
    isReused: false,
  };
}

function setUp(
  replies: ((batch: JudgeBatch) => JudgeReply[])[],
  author: EvaluationStepsQuery['author'] = 'judge',
) {
  const asked: JudgeBatch[] = [];
  const stored: EvaluationSteps[] = [];
  const steps = new EvaluationStepsOf(
    {
      find: async ({ name }) => stored.find(({ criterion }) => criterion === name),
      freeze: async (written) => {
        if (stored.length === 0) stored.push(written);
        return stored[0] as EvaluationSteps;
      },
    },
    {
      promptFor: () => ({ messages: [], prefill: '1. ', maxTokens: 100 }),
      stepsOf: () => OWN,
    },
    {
      fingerprintOf: async () => 'judge-1',
      async *ask(batch) {
        asked.push(batch);
        yield* replies[asked.length - 1]?.(batch) ?? [];
      },
    },
    { tries: 3 },
  );
  const query: EvaluationStepsQuery = {
    criterion: CRITERION,
    judge: 'judge',
    judgeFingerprint: 'judge-1',
    author,
    experimentId: 'e',
    signal: new AbortController().signal,
  };
  let calls = 0;
  return { asked, stored, calls: () => calls, run: () => steps.execute(query, () => (calls += 1)) };
}

describe(EvaluationStepsOf, () => {
  it('freezes what the judge wrote greedily, and asks no more', async () => {
    const { run, asked, calls } = setUp([() => [aGeneration(0, USABLE)]]);
    const first = await run();
    expect(first).toMatchObject({ source: 'judge', criterionVersion: 2 });
    expect(first.steps).toHaveLength(3);
    expect(await run()).toEqual(first);
    expect(asked.map(({ items }) => items[0]?.temperature)).toEqual([0]);
    expect(calls()).toBe(1);
  });

  it('takes the steps of the criterion without a call when they are asked for', async () => {
    const { run, asked, stored } = setUp([], 'criterion');
    expect(await run()).toMatchObject({ source: 'criterion', judgeFingerprint: '' });
    expect(asked).toEqual([]);
    expect(stored).toHaveLength(1);
  });

  it('reads another sample at each later try', async () => {
    const { run, asked } = setUp([
      () => [aGeneration(0, 'no list')],
      () => [aGeneration(0, USABLE, true)],
      () => [aGeneration(0, USABLE, true), aGeneration(1, USABLE)],
    ]);
    expect((await run()).source).toBe('judge');
    expect(asked.map(({ items }) => items[0]?.samples)).toEqual([1, 1, 2]);
    expect(asked.map(({ items }) => items[0]?.temperature)).toEqual([0, 0.7, 0.7]);
  });

  it('freezes the steps of the criterion, and says so, when the judge writes no list', async () => {
    const useless = (): JudgeReply[] => [aGeneration(0, '5'), aGeneration(1, '5')];
    const { run } = setUp([useless, useless, useless]);
    expect(await run()).toMatchObject({ source: 'criterion', steps: OWN });
  });

  it('gives back the steps that another process froze first', async () => {
    const { run, stored } = setUp([
      () => {
        stored.push({
          id: 'other',
          criterion: 'accuracy',
          criterionVersion: 2,
          judgeFingerprint: 'judge-1',
          source: 'judge',
          steps: ['of', 'another', 'process'],
        });
        return [aGeneration(0, USABLE)];
      },
    ]);
    expect((await run()).id).toBe('other');
  });

  it.each([
    [true, 'unavailable'],
    [false, 'precondition'],
  ])('freezes nothing when the judge cannot be asked (retryable: %s)', async (retryable, kind) => {
    const failure: JudgeReply = {
      kind: 'failure',
      itemId: 'evaluation-steps',
      sample: 0,
      code: 'INFERENCE.BUSY',
      message: 'busy',
      retryable,
      attempts: 1,
    };
    const { run, stored } = setUp([() => [failure]]);
    await expect(run()).rejects.toMatchObject({ kind, code: 'INFERENCE.BUSY' });
    expect(stored).toEqual([]);
  });

  it('is to be tried again when inference gives no result', async () => {
    const { run } = setUp([() => []]);
    await expect(run()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
