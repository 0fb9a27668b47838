import { Eta, formatDuration } from './eta.js';

describe(Eta.name, () => {
  it('knows nothing at first, then goes by the rate of the window', () => {
    const eta = new Eta(10_000);
    expect(eta.seconds(0, 100, 0)).toBeUndefined();
    expect(eta.seconds(10, 100, 10_000)).toBeCloseTo(90);
    // Twice as fast of late: what lies before the window no longer counts.
    expect(eta.seconds(30, 100, 20_000)).toBeCloseTo(35);
  });

  it('says nothing while nothing moves', () => {
    const eta = new Eta();
    eta.seconds(5, 10, 0);
    expect(eta.seconds(5, 10, 1_000)).toBeUndefined();
  });
});

describe(formatDuration.name, () => {
  it.each([
    [0.4, '0 s'],
    [59.4, '59 s'],
    [200, '3 min 20 s'],
    [7500, '2 h 05 min'],
  ])('writes %p seconds as %p', (seconds, text) => {
    expect(formatDuration(seconds)).toBe(text);
  });
});
