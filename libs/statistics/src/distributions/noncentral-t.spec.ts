import { noncentralTSurvival } from './noncentral-t.js';
import { normalCdf } from './normal.js';
import { studentTSurvival } from './student-t.js';

describe(noncentralTSurvival.name, () => {
  it.each([
    [12.7, 1],
    [2, 3],
    [-0.5, 9],
    [2.5, 99],
    [1.96, 100_000],
  ])('is the central tail without a shift: t = %p, df = %p', (t, df) => {
    expect(noncentralTSurvival(t, df, 0)).toBeCloseTo(studentTSurvival(t, df), 9);
  });

  it('has the closed form of 2 degrees of freedom, averaged here by a fine midpoint sum', () => {
    // S^2 is exponential with mean 1: P = integral over q in (0, 1) of cdf(shift - t sqrt(-ln q))
    const [t, shift, cells] = [4.3, 3.1, 20_000];
    let sum = 0;
    for (let i = 0; i < cells; i += 1) {
      sum += normalCdf(shift - t * Math.sqrt(-Math.log((i + 0.5) / cells)));
    }
    expect(noncentralTSurvival(t, 2, shift)).toBeCloseTo(sum / cells, 6);
  });

  it('at t = 0 is the chance that the shifted normal is positive', () => {
    expect(noncentralTSurvival(0, 7, 1)).toBeCloseTo(0.8413447460685429, 12);
  });
});
