import { InvalidMetricInputError } from '../metrics.errors.js';
import { type NamedText, NearDuplicateIndex } from './near-duplicates.js';

const QUESTIONS = [
  {
    id: 'q1',
    text: 'Which single intravenous dose of the monoclonal antibody was given to the patients who were followed for twelve months after discharge from hospital in the second trial?',
  },
  {
    id: 'q2',
    text: 'How many of the documents in the collection were written by more than two authors between the first and the last year of the study?',
  },
];

function indexed(options: ConstructorParameters<typeof NearDuplicateIndex>[0] = {}) {
  const index = new NearDuplicateIndex(options);
  for (const question of QUESTIONS) index.add(question);
  return index;
}

describe(NearDuplicateIndex.name, () => {
  it('finds a text that differs in case, punctuation and its last word', () => {
    const text = QUESTIONS[0]!.text.toUpperCase().replace('TRIAL?', '"STUDY"');
    const [found, ...others] = indexed().find(text);
    expect(others).toEqual([]);
    expect(found?.id).toBe('q1');
    expect(found?.similarity).toBeCloseTo(24 / 26, 12);
    expect(found?.contained).toBeCloseTo(24 / 25, 12);
  });

  it('finds nothing like a text of its own, nor a text without words', () => {
    expect(indexed().find('A sentence about something else entirely, of some length.')).toEqual([]);
    expect(indexed().find('…')).toEqual([]);
    expect(new NearDuplicateIndex().find(QUESTIONS[0]!.text)).toEqual([]);
  });

  it('drops candidates below the threshold', () => {
    const text = QUESTIONS[1]!.text.split(' ').slice(0, 18).join(' ');
    const banding = { bands: 60, rows: 2 };
    expect(indexed({ banding, threshold: 0.5 }).find(text)).toHaveLength(1);
    expect(indexed({ banding, threshold: 0.9 }).find(text)).toEqual([]);
  });

  it('puts the most similar first', () => {
    const index = indexed();
    index.add({ id: 'near', text: QUESTIONS[0]!.text.replace('second', 'third') });
    expect(index.find(QUESTIONS[0]!.text).map(({ id }) => id)).toEqual(['q1', 'near']);
  });

  it('reads a stream, and gives only what resembles something', async () => {
    async function* corpus(): AsyncGenerator<NamedText> {
      for (let i = 0; i < 50; i += 1) {
        yield { id: `d${i}`, text: `document ${i} about its own matter` };
      }
      yield { id: 'copy', text: QUESTIONS[1]!.text };
    }
    const found = await Array.fromAsync(indexed().findAll(corpus()));
    expect(found).toEqual([
      { id: 'copy', duplicates: [{ id: 'q2', similarity: 1, contained: 1 }] },
    ]);
  });

  it.each([
    { threshold: 1.1 },
    { shingleWords: 0 },
    { banding: { bands: 0, rows: 5 } },
    { banding: { bands: 20, rows: 0.5 } },
  ])('refuses %j', (options) => {
    expect(() => new NearDuplicateIndex(options)).toThrow(InvalidMetricInputError);
  });
});
