import { aServedModel, aTunedModel } from '../../../test/a-served-model.js';
import { aModel, aSpec, someFacts } from '../../../test/a-spec.js';
import { comparableArms, comparableFindings, type ServedArms } from './comparable-arms.js';

function findingOf(changes: Partial<Omit<ServedArms, 'arm'>>) {
  const arms = { arm: 'tuned', base: aServedModel(), tuned: aTunedModel(), wantedRank: 16 };
  return comparableArms({ ...arms, ...changes });
}

describe(comparableArms, () => {
  it('finds nothing where base, precision, template and rank agree', () => {
    expect(findingOf({})).toBeUndefined();
    expect(findingOf({ tuned: aTunedModel({ precision: 'BF16' }) })).toBeUndefined();
  });

  it.each([
    [
      'precision',
      aTunedModel({ precision: 'Q4_K_M' }),
      /precision is bf16 for base and Q4_K_M for/,
    ],
    ['template', aTunedModel({ chatTemplate: 'llama3' }), /template is chatml for base and llama3/],
    ['rank', aTunedModel({ adapterRank: 8 }), /asks for rank 16, tuned has 8/],
    ['name of the base', aTunedModel({ baseName: 'other' }), /tuned from other, not from base/],
    ['base', aTunedModel({ baseFingerprint: '0123456789abcdef' }), /weights of b.*0123456789ab$/],
    ['adapter', aTunedModel({ fingerprint: 'weights of base' }), /base and tuned are one model/],
  ])('names both values where the %s is not the same', (_, tuned, message) => {
    const finding = findingOf({ tuned });
    expect(finding).toMatchObject({
      guard: 'arms-comparable',
      severity: 'error',
      subject: 'tuned',
    });
    expect(finding?.message).toMatch(message);
  });

  it('names every difference at once', () => {
    const tuned = aTunedModel({ precision: 'Q8_0', chatTemplate: 'llama3' });
    expect(findingOf({ tuned })?.message).toMatch(/precision .*; chat template /);
  });

  it('says what is not known, and doubts it where two endpoints serve', () => {
    const base = aServedModel({ precision: '' });
    expect(findingOf({ base })).toMatchObject({ severity: 'info' });
    expect(findingOf({ base })?.message).toMatch(/not known for precision$/);
    const apart = findingOf({ base, tuned: aTunedModel({ endpoint: 'http://other/v1' }) });
    expect(apart).toMatchObject({ severity: 'warning' });
    expect(apart?.message).toContain('http://127.0.0.1:8000/v1, http://other/v1');
  });

  it('takes a rank that nobody asked for, or that is not known, as it is', () => {
    expect(findingOf({ wantedRank: undefined, tuned: aTunedModel({ adapterRank: 8 }) })).toBe(
      undefined,
    );
    expect(findingOf({ tuned: aTunedModel({ adapterRank: 0 }) })).toBeUndefined();
  });
});

describe(comparableFindings, () => {
  it('finds what tells served arms apart before anything is bought, and waits with the unknown', () => {
    const tuned = aModel('qwen-tuned', { precision: 'Q4_K_M' });
    const found = comparableFindings(aSpec(), someFacts({ models: [tuned] }));
    expect(found.map(({ severity, subject }) => [severity, subject])).toEqual([
      ['error', 'qwen-tuned'],
    ]);
    const unknown = aModel('qwen-tuned', { precision: '' });
    expect(comparableFindings(aSpec(), someFacts({ models: [unknown] }))).toEqual([]);
  });

  it('has nothing to compare yet where adapters are to be trained', () => {
    const spec = aSpec({
      arms: [{ base: 'qwen-base', fineTune: { method: 'lora', trainSizes: [5] } }],
    });
    expect(comparableFindings(spec, someFacts())).toEqual([]);
  });
});
