import { BOUNDS } from '@equipoise/analysis';
import { decimalOr, duration, listed, probabilityOr, range, signedOr } from './wording.js';

describe('the wording of reports', () => {
  it.each([
    [range({ lower: -0.52, upper: -0.1 }, BOUNDS.scoreDifference), '−0.52 to −0.10'],
    [range({ lower: 0.5, upper: 1.2 }, BOUNDS.share), '0.50 to 1.00'],
    [range(null, BOUNDS.share), '–'],
    [decimalOr(null), '–'],
    [signedOr(null), '–'],
    [probabilityOr(null), '–'],
    [listed(['a']), 'a'],
    [listed(['a', 'b', 'c']), 'a, b and c'],
    [duration(12.4), '12 s'],
    [duration(200), '3 min 20 s'],
    [duration(7500), '2 h 5 min'],
  ])('%s', (text, expected) => {
    expect(text).toBe(expected);
  });
});
