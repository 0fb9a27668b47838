import { NO_USAGE } from '../events/vocabulary.js';
import type { Analysis } from './analysis.v1.js';
import { storedAnalysis } from './stored-analysis.js';

const usage = { ...NO_USAGE, calls: 7 };

describe(storedAnalysis, () => {
  it('fills in what an earlier version did not look at', () => {
    const earlier = {
      name: 'earlier',
      contrasts: [{ contrastId: 'c', verdict: 'helps' }],
      cost: { answers: usage },
    } as unknown as Analysis;
    expect(storedAnalysis(earlier)).toEqual({
      name: 'earlier',
      guards: [],
      adapterChecks: [],
      contrasts: [
        {
          ...{ contrastId: 'c', verdict: 'helps', contaminationSlices: null },
          ...{ seedError: null, equivalenceP: null, adjustedEquivalenceP: null },
        },
      ],
      cost: { answers: usage, guards: NO_USAGE },
    });
  });

  it('leaves what is there as it is', () => {
    const slices = { clean: null, dirty: null, sentence: '' };
    const whole = {
      guards: [{ guard: 'budget' }],
      adapterChecks: [{ arm: 'tuned' }],
      contrasts: [
        {
          ...{ contaminationSlices: slices, seedError: 0.1 },
          ...{ equivalenceP: 0.02, adjustedEquivalenceP: 0.04 },
        },
      ],
      cost: { guards: usage },
    } as unknown as Analysis;
    expect(storedAnalysis(whole)).toEqual(whole);
  });
});
