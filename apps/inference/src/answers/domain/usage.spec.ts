import type { Generation, Outcome } from '../../generations/index.js';
import { usageOf } from './usage.js';

const GENERATION: Generation = {
  id: 'g',
  text: 'text',
  finishReason: 'stop',
  promptTokens: 10,
  completionTokens: 2,
  latencyMs: 500,
  attempts: 1,
  tokenProbabilities: [],
  leakedMass: 0,
  modelFingerprint: 'f',
  costUsd: 0.25,
  purpose: 'answer',
  experimentId: undefined,
  boughtFor: 'chunk',
};

function outcome(generation: Partial<Generation>, reused = false): Outcome {
  return { itemId: 'q', repeat: 0, generation: { ...GENERATION, ...generation }, reused };
}

describe(usageOf.name, () => {
  it('adds up what was bought', () => {
    expect(usageOf([outcome({}), outcome({ attempts: 3 })], 'chunk')).toEqual({
      calls: 4,
      reused: 0,
      promptTokens: 20,
      completionTokens: 4,
      costUsd: 0.5,
      modelSeconds: 1,
    });
  });

  it('counts the time of a call once for all its samples', () => {
    const samples = [outcome({ attempts: 1 }), outcome({ attempts: 0, promptTokens: 0 })];
    expect(usageOf(samples, 'chunk')).toMatchObject({
      calls: 1,
      promptTokens: 10,
      modelSeconds: 0.5,
    });
  });

  it('counts what others bought as reused, and what an earlier try bought as bought', () => {
    const found = [outcome({ boughtFor: 'another' }, true), outcome({}, true)];
    expect(usageOf(found, 'chunk')).toMatchObject({ reused: 1, calls: 1, costUsd: 0.25 });
  });
});
