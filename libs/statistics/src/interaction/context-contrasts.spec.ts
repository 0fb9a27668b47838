import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { contextContrasts } from './context-contrasts.js';

const DESIGN = {
  base: {
    closedBook: [3.5, 1, 1.5, 1, 2.5, 1, 2, 1, 1, 3, 3.5, 2],
    oracle: [5, 2.8, 4.55, 3.55, 5, 3.05, 4.55, 3.8, 2.8, 5, 5, 4.05],
    retrieved: [4.3, 2.8, 3.3, 2.3, 4.8, 1.8, 3.3, 3.3, 2.8, 4.8, 4.3, 4.3],
  },
  tuned: {
    closedBook: [4, 1.5, 2, 1, 3, 1.5, 2.5, 2, 1, 2.5, 3, 2],
    oracle: [4.3, 2.3, 4.3, 2.3, 5, 1.8, 3.3, 3.8, 1.8, 4.8, 5, 4.3],
    retrieved: [4.6, 1.1, 3.1, 1.6, 4.1, 2.1, 3.1, 3.1, 1.1, 4.1, 4.1, 3.1],
  },
};

describe(contextContrasts.name, () => {
  it.each([
    ['knowledge', 0.25, 0.1305582419667734, 0.08186423116569437],
    ['reading', -0.5125, 0.16144764138596424, 0.008848927266096387],
    ['endToEnd', -0.575, 0.19583736295016005, 0.01354163301696911],
    ['contextUse', -0.7625, 0.2196006188929845, 0.0052195772992054525],
    ['retrievalRobustness', -0.0625, 0.26989932185797344, 0.8211249587115506],
    ['retrievalUse', -0.825, 0.20528066522483676, 0.00201994546039524],
  ] as const)('agrees with scipy ttest_1samp on %s', (contrast, mean, standardError, pValue) => {
    const test = contextContrasts({ ...DESIGN, alpha: 0.05 })[contrast];
    expect(test).toMatchObject({ n: 12, degreesOfFreedom: 11, note: undefined });
    expect(test.mean).toBeCloseTo(mean, 12);
    expect(test.standardError).toBeCloseTo(standardError, 12);
    expect(test.pValue).toBeCloseTo(pValue, 9);
  });

  it('takes the degrees of freedom from clusters where they are given', () => {
    const clusters = ['a', 'a', 'a', 'b', 'b', 'b', 'c', 'c', 'c', 'd', 'd', 'd'];
    const { knowledge } = contextContrasts({ ...DESIGN, clusters, alpha: 0.05 });
    expect(knowledge).toMatchObject({ clusterCount: 4, degreesOfFreedom: 3 });
    // residual sums 0.75, 0.25, 0.75, -1.75 of the gains .5 .5 .5 | 0 .5 .5 | .5 1 0 | -.5 -.5 0
    expect(knowledge.standardError).toBeCloseTo(Math.sqrt((4 / 3) * 4.25) / 12, 12);
  });

  it('does not narrow an interval when every question of a cluster is copied', () => {
    const twice = (list: readonly number[]) => [...list, ...list];
    const copied = {
      closedBook: twice(DESIGN.base.closedBook),
      oracle: twice(DESIGN.base.oracle),
      retrieved: twice(DESIGN.base.retrieved),
    };
    const tuned = {
      closedBook: twice(DESIGN.tuned.closedBook),
      oracle: twice(DESIGN.tuned.oracle),
      retrieved: twice(DESIGN.tuned.retrieved),
    };
    const clusters = twice(DESIGN.base.oracle.map((_, i) => i));
    const { reading } = contextContrasts({ base: copied, tuned, clusters, alpha: 0.05 });
    expect(reading.standardError).toBeCloseTo(0.16144764138596424, 12);
  });

  it('has no test from one question, and says why', () => {
    const one = { closedBook: [1], oracle: [2], retrieved: [3] };
    const { contextUse } = contextContrasts({ base: one, tuned: one, alpha: 0.05 });
    expect(contextUse).toMatchObject({ mean: 0, pValue: undefined, note: 'single-cluster' });
  });

  it('finds no effect, with p 1, where the models score alike', () => {
    const { base } = DESIGN;
    const { endToEnd } = contextContrasts({ base, tuned: base, alpha: 0.05 });
    expect(endToEnd).toMatchObject({ mean: 0, standardError: 0, pValue: 1, note: 'constant' });
  });

  it.each([
    ['an empty cell', { tuned: { ...DESIGN.tuned, oracle: [] } }, /tuned\.oracle is empty/],
    [
      'a missing question',
      { base: { ...DESIGN.base, retrieved: [1, 2] } },
      /base\.retrieved has 2 items where 12 are needed/,
    ],
    ['a missing cluster', { clusters: [1, 2] }, /clusters has 2 items/],
    ['alpha 1', { alpha: 1 }, /alpha is 1/],
  ])('refuses %s', (_, change, message) => {
    const run = () => contextContrasts({ ...DESIGN, alpha: 0.05, ...change });
    expect(run).toThrow(InvalidStatisticsInputError);
    expect(run).toThrow(message);
  });
});
