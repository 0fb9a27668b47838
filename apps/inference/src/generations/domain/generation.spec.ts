import { type BatchItem, costOf, generationKey, storableText } from './generation.js';

const ITEM: BatchItem = {
  itemId: 'a',
  messages: [{ role: 'user', content: 'q' }],
  prefill: '',
  decoding: { temperature: 1, topP: 1, maxTokens: 8, seed: undefined, stop: [] },
  repeats: 1,
  scoreTokens: [],
};
const KEY = generationKey('f', ITEM, 0);

describe(generationKey.name, () => {
  it.each<[string, Partial<BatchItem>]>([
    ['message', { messages: [{ role: 'user', content: 'q ' }] }],
    ['prefill', { prefill: 'A' }],
    ['temperature', { decoding: { ...ITEM.decoding, temperature: 0 } }],
    ['seed', { decoding: { ...ITEM.decoding, seed: 0 } }],
    ['score tokens', { scoreTokens: ['1'] }],
  ])('changes with the %s', (_, change) => {
    expect(generationKey('f', { ...ITEM, ...change }, 0)).not.toBe(KEY);
  });

  it('changes with the model and the repeat', () => {
    expect(new Set([KEY, generationKey('g', ITEM, 0), generationKey('f', ITEM, 1)]).size).toBe(3);
  });

  it('does not change with the name of the item, nor with how many repeats are wanted', () => {
    expect(generationKey('f', { ...ITEM, itemId: 'b', repeats: 5 }, 0)).toBe(KEY);
  });
});

describe(costOf.name, () => {
  it('prices tokens of prompt and completion apart', () => {
    const prices = { inputUsdPerMillion: 2, outputUsdPerMillion: 10 };
    expect(costOf({ promptTokens: 500_000, completionTokens: 100_000 }, prices)).toBe(2);
  });
});

describe(storableText.name, () => {
  it('replaces NUL and halves of surrogate pairs, and nothing else', () => {
    expect(storableText('\u0000\ud83d \ud83d\ude00\n')).toBe('\uFFFD\uFFFD \ud83d\ude00\n');
  });
});
