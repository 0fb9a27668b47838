import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { paddingProbe } from './padding-probe.js';

const ORIGINAL = [3, 4, 2, 5, 3, 4, 2, 3, 4, 3, 2, 4];

/** The same answers with scores moved by a change that varies a little. */
function probe(change: number, spread: number, margin?: number) {
  const padded = ORIGINAL.map((score, i) => score + change + (i % 2 === 0 ? spread : -spread));
  const clusters = ORIGINAL.map((_, i) => i);
  return paddingProbe({
    original: ORIGINAL,
    padded,
    clusters,
    alpha: 0.05,
    ...(margin === undefined ? {} : { margin }),
  });
}

describe(paddingProbe.name, () => {
  it.each([
    ['indifferent', 0.01, 0.05],
    ['rewards', 0.4, 0.2],
    ['punishes', -0.4, 0.2],
    ['unclear', 0.05, 0.6],
  ])('finds a judge that is %s', (finding, change, spread) => {
    expect(probe(change, spread).finding).toBe(finding);
  });

  it('calls a change that is real but below the margin indifferent', () => {
    const found = probe(0.05, 0.02);
    expect(found.contrast.pValue).toBeLessThan(0.05);
    expect(found.equivalenceP).toBeLessThan(0.05);
    expect(found.finding).toBe('indifferent');
  });

  it('takes another margin', () => {
    expect(probe(0.4, 0.2, 1).finding).toBe('indifferent');
  });

  it('finds nothing out from one cluster', () => {
    const found = paddingProbe({
      original: [1, 2],
      padded: [2, 3],
      clusters: ['a', 'a'],
      alpha: 0.05,
    });
    expect(found).toMatchObject({ equivalenceP: undefined, finding: 'unclear' });
  });

  it.each([0, -1, NaN])('refuses the margin %d', (margin) => {
    expect(() => probe(0, 0.1, margin)).toThrow(InvalidStatisticsInputError);
  });
});
