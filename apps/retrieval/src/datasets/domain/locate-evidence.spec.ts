import { locateEvidence } from './locate-evidence.js';

describe(locateEvidence.name, () => {
  const paragraphs = ['The first  one\nhas two lines.', 'Costs 5$ (or more) [sic].'];

  it('finds a whole paragraph and a stretch of one', () => {
    expect(locateEvidence('Costs 5$ (or more) [sic].', paragraphs)).toBe(
      'Costs 5$ (or more) [sic].',
    );
    expect(locateEvidence('5$ (or', paragraphs)).toBe('5$ (or');
  });

  it('takes any white space for any other, and gives the text as it stands in the paragraph', () => {
    expect(locateEvidence('first one has two', paragraphs)).toBe('first  one\nhas two');
  });

  it('finds nothing in other words, nor across paragraphs', () => {
    expect(locateEvidence('The first one has three lines.', paragraphs)).toBeUndefined();
    expect(locateEvidence('two lines. Costs 5$', paragraphs)).toBeUndefined();
  });
});
