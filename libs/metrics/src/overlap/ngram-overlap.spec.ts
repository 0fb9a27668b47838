import { InvalidMetricInputError } from '../metrics.errors.js';
import { ngramLength, NgramOverlap } from './ngram-overlap.js';
import { ngramsOf, overlapWords } from './overlap-words.js';

const TRAIN =
  'The patient was treated with a single intravenous dose of the monoclonal antibody and followed for twelve months after discharge from hospital.';
const TEST = [
  'In this trial, the patient was treated with a single intravenous dose of the monoclonal antibody, and outcomes were recorded.',
  'The patient was given one oral dose of a small molecule inhibitor and followed for six months.',
];

function overlapOf(tests: readonly string[], n: number, documents: readonly string[]) {
  const overlap = new NgramOverlap(tests, { n });
  for (const document of documents) overlap.add(document);
  return overlap;
}

const words = (count: number): string => Array.from({ length: count }, (_, i) => `w${i}`).join(' ');

describe(NgramOverlap.name, () => {
  it('agrees with the worked case at 8 and 13 words', () => {
    const at = (n: number) => overlapOf(TEST, n, [TRAIN]).report();
    expect(at(8).map(({ shared }) => shared)).toEqual([7, 0]);
    expect(at(8).map(({ ngrams }) => ngrams)).toEqual([13, 10]);
    expect(at(13).map(({ shared }) => shared)).toEqual([2, 0]);
    expect(at(13).map(({ isDirty }) => isDirty)).toEqual([true, false]);
  });

  it('ignores an n-gram that more than 10 documents hold', () => {
    expect(overlapOf([words(8)], 8, Array(10).fill(words(8))).report()[0]?.isDirty).toBe(true);
    expect(overlapOf([words(8)], 8, Array(11).fill(words(8))).report()[0]?.isDirty).toBe(false);
  });

  it('counts a document once, however often it repeats an n-gram', () => {
    const repeated = Array(20).fill(words(8)).join(' ');
    expect(overlapOf([words(8)], 8, [repeated]).report()[0]?.isDirty).toBe(true);
  });

  it('says that an example is too short to be found, and does not call it clean for that', () => {
    const [short, long] = overlapOf(['one two', words(8)], 8, ['one two']).report();
    expect(short).toEqual({ ngrams: 0, shared: 0, isDirty: false, isTooShort: true });
    expect(long?.isTooShort).toBe(false);
  });

  it('gives the shared n-grams', () => {
    expect([...overlapOf([words(9)], 8, [words(8)]).shared()]).toEqual([words(8)]);
  });

  it('finds nothing in no documents, and nothing for no examples', () => {
    expect(overlapOf(TEST, 8, []).report().map(({ isDirty }) => isDirty)).toEqual([false, false]); // prettier-ignore
    expect(overlapOf([], 8, [TRAIN]).report()).toEqual([]);
  });

  it.each([{ n: 0 }, { n: 1.5 }, { n: 8, mostDocuments: 0 }])('refuses %j', (options) => {
    expect(() => new NgramOverlap(TEST, options)).toThrow(InvalidMetricInputError);
  });
});

describe(ngramLength.name, () => {
  it.each([
    ['short examples', [words(3), words(4)], 8],
    ['long examples', [words(40), words(50)], 13],
    ['examples between', [words(10)], 10],
    ['the 5th percentile, rounded down', [words(9), ...Array<string>(20).fill(words(12))], 12],
    ['a percentile between two examples', [words(9), ...Array<string>(9).fill(words(12))], 10],
  ])('is for %s', (_, examples, n) => {
    expect(ngramLength(examples)).toBe(n);
  });

  it('refuses no example', () => {
    expect(() => ngramLength([])).toThrow(InvalidMetricInputError);
  });
});

describe(overlapWords.name, () => {
  it('has 22 words in the worked case', () => {
    expect(overlapWords(TRAIN)).toHaveLength(22);
  });

  it.each([
    ['"It’s", he said — twice!', ['its', 'he', 'said', 'twice']],
    ["It's, HE\tsaid\n\ntwice", ['its', 'he', 'said', 'twice']],
    ['cafe\u0301', ['caf\u00e9']],
    [' … ', []],
    ['', []],
  ])('of %j are %j', (text, expected) => {
    expect(overlapWords(text)).toEqual(expected);
  });
});

describe(ngramsOf.name, () => {
  it('gives each run once', () => {
    expect([...ngramsOf(['a', 'b', 'a', 'b'], 2)]).toEqual(['a b', 'b a']);
    expect(ngramsOf(['a'], 2).size).toBe(0);
  });
});
