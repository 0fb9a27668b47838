import { didYouMean } from './did-you-mean.js';

describe(didYouMean, () => {
  const FIELDS = ['trainSizes', 'seeds', 'rank', 'alpha'];

  it.each([
    ['train_sizes', 'trainSizes'],
    ['Seed', 'seeds'],
    ['rnak', undefined],
    ['ranks', 'rank'],
    ['epochs', undefined],
  ])('takes %p for %p', (word, meant) => {
    expect(didYouMean(word, FIELDS)).toBe(meant);
  });
});
