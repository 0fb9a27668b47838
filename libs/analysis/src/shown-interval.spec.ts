import { BOUNDS, intervalText, shownInterval } from './shown-interval.js';

describe(shownInterval, () => {
  it.each([
    ['within its bounds', { lower: 0.2, upper: 0.9 }, { lower: 0.2, upper: 0.9 }],
    ['beyond one end', { lower: 0.7, upper: 1.3 }, { lower: 0.7, upper: 1 }],
    ['beyond both', { lower: -0.1, upper: 1.3 }, { lower: 0, upper: 1 }],
  ])('shows an interval that lies %s no further than the quantity goes', (_, given, shown) => {
    expect(shownInterval(given, BOUNDS.share)).toEqual(shown);
  });

  it('knows how far scores, their differences and the effects of contexts go', () => {
    const wide = { lower: -100, upper: 100 };
    expect(shownInterval(wide, BOUNDS.score)).toEqual({ lower: 1, upper: 5 });
    expect(shownInterval(wide, BOUNDS.scoreDifference)).toEqual({ lower: -4, upper: 4 });
    expect(shownInterval(wide, BOUNDS.contextEffect)).toEqual({ lower: -8, upper: 8 });
    expect(shownInterval(wide, BOUNDS.none)).toEqual(wide);
  });
});

describe(intervalText, () => {
  it('has two decimals and a true minus', () => {
    expect(intervalText({ lower: -5.2, upper: 0.126 }, BOUNDS.scoreDifference)).toBe(
      '−4.00 to 0.13',
    );
  });
});
