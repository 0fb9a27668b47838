import { namedArms } from './named-arms.js';
import { type NamedArm } from './score-collector.js';

const named = (arm: string, more: Partial<NamedArm> = {}): NamedArm => ({
  ...{ arm, base: undefined, trainSize: undefined, seed: undefined },
  ...more,
});
const labels = (arms: readonly NamedArm[], baseline?: string): string[] =>
  namedArms(arms, baseline).map(({ label, base, treatment }) =>
    treatment === undefined ? `${label} (baseline)` : `${label} vs ${base}`,
  );

describe(namedArms, () => {
  it('takes the only arm without a train size for the baseline', () => {
    const arms = [
      named('base'),
      named('lora', { trainSize: 200 }),
      named('full', { trainSize: 9 }),
    ];
    expect(labels(arms)).toEqual(['base (baseline)', 'lora vs base', 'full vs base']);
  });

  it('follows the column base, of several bases too', () => {
    const arms = [
      named('m', { base: 'm' }),
      named('n', { base: 'n' }),
      named('m', { base: 'm', trainSize: 200 }),
      named('n-lora', { base: 'n', trainSize: 200, seed: 2 }),
    ];
    expect(labels(arms)).toEqual([
      'm (baseline)',
      'n (baseline)',
      'm · 200 pairs vs m',
      'n-lora vs n',
    ]);
  });

  it('tells sizes and seeds of one arm apart', () => {
    const arms = [
      named('base'),
      named('lora', { trainSize: 200, seed: 1 }),
      named('lora', { trainSize: 200, seed: 2 }),
    ];
    expect(labels(arms).slice(1)).toEqual([
      'lora · 200 pairs · seed 1 vs base',
      'lora · 200 pairs · seed 2 vs base',
    ]);
  });

  it('compares all with the arm that the command line names, whatever the file says', () => {
    const arms = [named('a', { base: 'b' }), named('b', { trainSize: 5 }), named('c')];
    expect(labels(arms, 'b')).toEqual(['a vs b', 'b (baseline)', 'c vs b']);
  });

  it.each([
    ['two arms without a size', [named('a'), named('b')], undefined, 'name it with --baseline'],
    ['an unknown baseline', [named('base'), named('b')], 'bse', 'did you mean base?'],
    ['a base without rows', [named('a', { base: 'x' })], undefined, 'a is compared with x, which'],
    ['one arm', [named('a')], undefined, 'nothing can be compared'],
    [
      'a baseline of two sizes',
      [named('a', { trainSize: 1 }), named('a', { trainSize: 2 }), named('b')],
      'a',
      'the arm a is there with different values',
    ],
  ])('refuses %s', (_, arms, baseline, message) => {
    expect(() => namedArms(arms, baseline)).toThrow(message);
  });
});
