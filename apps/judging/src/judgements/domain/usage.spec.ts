import { NO_USAGE } from '@equipoise/contracts';
import type { Judgement } from './judgement.js';
import { usageOf, usageOfChunk } from './usage.js';

const COST = {
  attempts: 2,
  promptTokens: 100,
  completionTokens: 3,
  costUsd: 0.5,
  latencyMs: 1500,
};

describe(usageOf, () => {
  it('counts calls, tokens, cost and seconds of what was bought', () => {
    expect(usageOf({ ...COST, isReused: false })).toEqual({
      calls: 2,
      reused: 0,
      promptTokens: 100,
      completionTokens: 3,
      costUsd: 0.5,
      modelSeconds: 1.5,
    });
  });

  it('counts the time of a call once, however many samples it gave', () => {
    const sibling = { ...COST, attempts: 0, costUsd: 0, promptTokens: 0 };
    expect(usageOf({ ...sibling, isReused: false })).toMatchObject({ calls: 0, modelSeconds: 0 });
  });

  it('counts what was reused as that and nothing else', () => {
    expect(usageOf({ ...COST, isReused: true })).toEqual({ ...NO_USAGE, reused: 1 });
  });
});

describe(usageOfChunk, () => {
  it('counts what other chunks bought as reused', () => {
    const usage = usageOf({ ...COST, isReused: false });
    const judgements = ['mine', 'mine', 'other'].map(
      (chunkId) => ({ chunkId, usage }) as Judgement,
    );
    expect(usageOfChunk('mine', judgements)).toMatchObject({ calls: 4, reused: 1, costUsd: 1 });
  });
});
