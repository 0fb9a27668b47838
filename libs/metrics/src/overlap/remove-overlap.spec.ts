import { InvalidMetricInputError } from '../metrics.errors.js';
import { removeOverlap } from './remove-overlap.js';

const NGRAM = 'one two three';
const OPTIONS = { n: 3, window: 5, shortestPiece: 4, mostCuts: 2 };
const SHARED = new Set([NGRAM]);

describe(removeOverlap.name, () => {
  it('leaves a document without shared n-grams as it is, however short', () => {
    expect(removeOverlap('ab', SHARED, OPTIONS)).toEqual(['ab']);
  });

  it('drops the n-gram and the window on both sides', () => {
    const text = `aaaaaaaaaa One, TWO three! bbbbbbbbbb`;
    expect(removeOverlap(text, SHARED, OPTIONS)).toEqual(['aaaaaa', 'bbbbbb']);
  });

  it('drops pieces that are too short', () => {
    expect(removeOverlap(`aaaaaaaa ${NGRAM} bbbbbbbbbb`, SHARED, OPTIONS)).toEqual([
      'aaaa',
      'bbbbbb',
    ]);
    expect(removeOverlap(`aaaaaaa ${NGRAM} bbbbbbbbbb`, SHARED, OPTIONS)).toEqual(['bbbbbb']);
    expect(removeOverlap(`a ${NGRAM} b`, SHARED, OPTIONS)).toEqual([]);
  });

  it('makes one cut of n-grams whose windows touch', () => {
    const text = `aaaaaaaaaa ${NGRAM} x ${NGRAM} bbbbbbbbbb`;
    expect(removeOverlap(text, SHARED, OPTIONS)).toEqual(['aaaaaa', 'bbbbbb']);
  });

  it('drops a document that is cut too often', () => {
    const part = `${NGRAM} ${'c'.repeat(20)} `;
    expect(removeOverlap(part.repeat(2), SHARED, OPTIONS)).toHaveLength(2);
    expect(removeOverlap(part.repeat(3), SHARED, OPTIONS)).toEqual([]);
  });

  it('takes 200 characters and 10 cuts unless told otherwise', () => {
    const filler = 'd'.repeat(700);
    const text = `${filler} ${NGRAM} ${filler} ${NGRAM} ${filler}`;
    expect(removeOverlap(text, SHARED, { n: 3 }).map(({ length }) => length)).toEqual([
      501, 302, 501,
    ]);
  });

  it('refuses a window that is not whole', () => {
    expect(() => removeOverlap('a', SHARED, { ...OPTIONS, window: 0.5 })).toThrow(
      InvalidMetricInputError,
    );
  });
});
