import { EvidenceMatcher } from './relevance.js';

const EVIDENCE = 'The Drosmouth ferry leaves the North Steps at 06:50, 11:20 and 17:05.';

function setUp({ documentIds = ['ferry'], evidence = [EVIDENCE] } = {}) {
  const matcher = new EvidenceMatcher({ documentIds, evidence });
  return (text: string, documentId = 'ferry') => matcher.isRelevant({ documentId, text });
}

describe(EvidenceMatcher.name, () => {
  it('accepts a passage that holds the evidence, whatever its case and punctuation', () => {
    const text = `Timetables. the drosmouth ferry leaves the north steps at 06:50 11:20 and 17:05! ${'More words follow. '.repeat(40)}`;
    expect(setUp()(text)).toBe(true);
  });

  it('accepts a passage that the evidence holds', () => {
    expect(setUp()('The Drosmouth ferry leaves the North Steps')).toBe(true);
  });

  it('accepts the larger half of evidence that a chunk border cut, not the small rest', () => {
    const before =
      'A word about something else that stands here first, at some length to be sure. ';
    expect(setUp()(`${before}The Drosmouth ferry leaves the North Steps at 06:50,`)).toBe(true);
    expect(setUp()(`11:20 and 17:05. ${before}`)).toBe(false);
  });

  it('refuses the same words in another order', () => {
    expect(
      setUp()('At 17:05 and 11:20 and 06:50 the steps, North, see the ferry to Drosmouth.'),
    ).toBe(false);
  });

  it('refuses the right words in another document, unless the documents are unknown', () => {
    expect(setUp()(EVIDENCE, 'tram')).toBe(false);
    expect(setUp({ documentIds: [] })(EVIDENCE, 'tram')).toBe(true);
  });

  it('refuses everything where no evidence has words', () => {
    expect(setUp({ evidence: ['—'] })(EVIDENCE)).toBe(false);
  });
});
