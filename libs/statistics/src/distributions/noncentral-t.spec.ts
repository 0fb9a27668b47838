import { noncentralTSurvival } from './noncentral-t.js';
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

  it('at t = 0 is the chance that the shifted normal is positive', () => {
    expect(noncentralTSurvival(0, 7, 1)).toBeCloseTo(0.8413447460685429, 12);
  });
});
