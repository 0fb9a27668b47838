import { fitted, linearScale, ticksOf } from './scale.js';

describe('axes', () => {
  it('map a range to places', () => {
    expect([-1, 0, 1].map(linearScale([-1, 1], [100, 300]))).toEqual([100, 200, 300]);
  });

  it.each([
    [-1.1, 1.1, [-1, -0.5, 0, 0.5, 1]],
    [-0.3, 0.3, [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3]],
    [-4, 4, [-4, -2, 0, 2, 4]],
  ])('from %d to %d have round ticks', (from, to, ticks) => {
    expect(ticksOf(from, to).map((tick) => tick + 0)).toEqual(ticks);
  });

  it('cut labels that do not fit, by characters and not by halves of them', () => {
    expect(fitted('short', 5)).toBe('short');
    expect(fitted('😀😀😀😀', 3)).toBe('😀😀…');
  });
});
