import { figuresOf } from './figures.js';
import type { ProbeKind } from './probe.js';
import { decide, type Decision } from './decision.js';
import { type Thresholds, thresholdsId } from './thresholds.js';

const THRESHOLDS: Thresholds = {
  name: 'thresholds.v1',
  fewestQuestions: 4,
  goldAboveWrong: 0.8,
  goldAboveCut: 0.6,
  monotonicity: 0.5,
  largestPaddingChange: 0.5,
  paddingMargin: 0.25,
  missing: 0.1,
  leakedMass: 0.2,
  reliability: 0.9,
};
const GOOD = { gold: 5, wrong: 1, cut: 3, padded: 5 };
const NOTHING_LOST = { judgements: 16, missing: 0, meanLeakedMass: 0 };

function decided(
  scores: Partial<Record<ProbeKind, number>>,
  counts: Partial<typeof NOTHING_LOST> & { questions?: number } = {},
): Decision {
  const { questions = 4, ...lost } = counts;
  const own = Object.fromEntries(Object.entries(scores).map(([kind, score]) => [kind, [score]]));
  const asked = Array.from({ length: questions }, (_, i) => ({ cluster: `d${i}`, scores: own }));
  const figures = figuresOf(asked, 'samples', THRESHOLDS);
  return decide({ ...figures, ...NOTHING_LOST, ...lost }, THRESHOLDS);
}

describe(decide, () => {
  it('qualifies a judge that misses no threshold', () => {
    expect(decided(GOOD)).toEqual({ status: 'qualified', reasons: [] });
  });

  it.each([
    [
      'wrong answers like gold ones',
      { ...GOOD, wrong: 5, cut: 5 },
      {},
      'another question’s answer',
    ],
    ['half an answer above the whole', { ...GOOD, cut: 5.0, gold: 4 }, {}, 'half of it'],
    ['in no order', { ...GOOD, cut: 1, wrong: 2 }, {}, 'on 0 of 4 questions'],
    ['padding with points', { ...GOOD, gold: 4, padded: 5 }, {}, 'rewards neutral text'],
    ['padding with a loss', { ...GOOD, padded: 4 }, {}, 'punishes neutral text'],
    ['too little at all', GOOD, { missing: 2 }, '2 of 16 scores are missing; at most 10 %'],
    ['beside the form', GOOD, { meanLeakedMass: 0.4 }, '40 % of its probability'],
  ])('refuses one that scores %s, with figures', (_, scores, counts, words) => {
    const { status, reasons } = decided(scores, counts);
    expect(status).toBe('unqualified');
    expect(reasons.join('; ')).toContain(words);
  });

  it('decides nothing on too few questions, and says how many it needs', () => {
    const { status, reasons } = decided(GOOD, { questions: 3 });
    expect(status).toBe('not-tested');
    expect(reasons.join()).toContain('on 3 questions; at least 4');
  });

  it('refuses a judge that gives no score instead of calling it untested', () => {
    expect(decided({}, { missing: 16 }).status).toBe('unqualified');
  });

  it('holds nothing against a judge that could not be measured', () => {
    expect(decided({ gold: 5, wrong: 1 }).status).toBe('qualified');
  });
});

describe(thresholdsId, () => {
  it('changes with a threshold', () => {
    expect(thresholdsId({ ...THRESHOLDS, missing: 0.2 })).not.toBe(thresholdsId(THRESHOLDS));
  });
});
