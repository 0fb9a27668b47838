import type { InvalidCriterionError } from './criteria.errors.js';
import { checkedCriterion, criterionTitle, type CriterionText, textKey } from './criterion.js';

const TEXT: CriterionText = {
  name: 'tone',
  description: 'Whether the answer is polite.',
  levels: ['rude', 'curt', 'neutral', 'kind', 'warm'],
  needsReference: false,
  steps: [],
};

const violationsOf = (change: Partial<CriterionText>): string[] => {
  try {
    checkedCriterion({ ...TEXT, ...change });
    return [];
  } catch (error) {
    return (error as InvalidCriterionError).violations.map(({ path }) => path);
  }
};

describe(checkedCriterion, () => {
  it('brings every line of the text onto one line', () => {
    const text = checkedCriterion({ ...TEXT, description: ' Whether\nit is  polite. ' });
    expect(text.description).toBe('Whether it is polite.');
  });

  it.each(['', 'Tone', '9lives', 'tone of voice', 'x'.repeat(64)])(
    'refuses the name %j',
    (name) => {
      expect(violationsOf({ name })).toEqual(['criterion.name']);
    },
  );

  it('names every field at fault at once', () => {
    const levels = ['rude', ' ', 'x'.repeat(501), 'kind'];
    expect(violationsOf({ description: '', levels })).toEqual([
      'criterion.description',
      'criterion.levels',
      'criterion.levels[1]',
      'criterion.levels[2]',
    ]);
  });

  it('says in one sentence what is wrong and what would be right', () => {
    expect(() => checkedCriterion({ ...TEXT, levels: ['good'] })).toThrow(
      'criterion.levels 1 levels were given: say what each score from 1 to 5 means',
    );
  });
});

describe(textKey, () => {
  it('is another for every change of what a criterion says', () => {
    const keys = [
      TEXT,
      { ...TEXT, description: 'x' },
      { ...TEXT, levels: [...TEXT.levels].reverse() },
      { ...TEXT, needsReference: true },
      { ...TEXT, steps: ['x'] },
    ].map(textKey);
    expect(new Set(keys).size).toBe(5);
  });
});

describe(criterionTitle, () => {
  it('writes a name as a form shows it', () => {
    expect(criterionTitle('accuracy')).toBe('Accuracy');
    expect(criterionTitle('cited-sources')).toBe('Cited sources');
  });
});
