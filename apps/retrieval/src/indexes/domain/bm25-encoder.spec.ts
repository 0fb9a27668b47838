import { Bm25Encoder, inverseDocumentFrequency, termId } from './bm25-encoder.js';

const encoder = new Bm25Encoder((word) => word.replace(/s$/, ''));

const weightsOf = (text: string, averageTerms: number): Map<number, number> => {
  const { indices, values } = encoder.encodeDocument(text, averageTerms);
  return new Map([...indices].map((id, i) => [id, values[i] ?? 0]));
};

describe(Bm25Encoder.name, () => {
  it('reads words without stop words, in lower case, stemmed', () => {
    expect(encoder.termsOf('The FERRIES are at 06:50, and Café trams!')).toEqual([
      'ferrie',
      '06',
      '50',
      'café',
      'tram',
    ]);
  });

  it('reads composed and decomposed letters alike', () => {
    expect(encoder.termsOf('cafe\u0301')).toEqual(encoder.termsOf('caf\u00e9'));
  });

  // By hand: k1 = 1.2, b = 0.75, 4 terms where the mean is 2: norm = 1.2 (0.25 + 0.75 * 2) = 2.1;
  // "cat" occurs 3 times: 3 * 2.2 / (3 + 2.1) = 1.29412; "dog" once: 2.2 / 3.1 = 0.70968.
  it('weighs a worked example as by hand', () => {
    const weights = weightsOf('cat cats cat dog', 2);
    expect(weights.size).toBe(2);
    expect(weights.get(termId('cat'))).toBeCloseTo(1.29412, 5);
    expect(weights.get(termId('dog'))).toBeCloseTo(0.70968, 5);
  });

  it('gives a document of mean length with one occurrence the weight 1', () => {
    expect(weightsOf('cat dog', 2).get(termId('cat'))).toBeCloseTo(1, 6);
  });

  it('counts the terms of a query', () => {
    const { indices, values } = encoder.encodeQuery('dog cat dog');
    expect(new Map([...indices].map((id, i) => [id, values[i]]))).toEqual(
      new Map([
        [termId('dog'), 2],
        [termId('cat'), 1],
      ]),
    );
  });

  it('gives term ids in ascending order', () => {
    const { indices } = encoder.encodeQuery('one two three four five six seven eight');
    expect([...indices]).toEqual([...indices].sort((a, b) => a - b));
  });
});

describe(inverseDocumentFrequency.name, () => {
  it('is ln(1 + (N - n + 0.5) / (n + 0.5))', () => {
    expect(inverseDocumentFrequency(10, 2)).toBeCloseTo(Math.log(4.4), 12);
  });

  it('stays above 0 for a term that is everywhere', () => {
    expect(inverseDocumentFrequency(10, 10)).toBeGreaterThan(0);
  });
});

describe(termId.name, () => {
  it('never changes: stored indexes rest on it', () => {
    expect(['ferri', 'café', ''].map(termId)).toEqual([1949990717, 853051381, 2872998923]);
  });

  it('shares few ids among 100,000 terms', () => {
    const ids = new Set(Array.from({ length: 100_000 }, (_, i) => termId(`term${i}`)));
    expect(ids.size).toBeGreaterThan(99_990);
  });
});
