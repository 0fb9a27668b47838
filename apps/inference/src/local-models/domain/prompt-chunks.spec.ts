import { CHUNK_TOKENS, sharedChunks, toPrompt } from './prompt-chunks.js';

const EMPTY_LINE = -1;
const endsParagraph = (token: number) => token === EMPTY_LINE;
const count = (from: number, length: number) => Array.from({ length }, (_, i) => from + i);

describe(toPrompt.name, () => {
  it('cuts anew at every message and after every 64 tokens', () => {
    const { chunks, tokens } = toPrompt(
      [count(0, 70), count(100, CHUNK_TOKENS), count(200, 3)],
      endsParagraph,
    );
    expect(chunks.map(({ length }) => length)).toEqual([64, 6, 64, 3]);
    expect(tokens).toBe(137);
    expect(chunks.flat()).toEqual([...count(0, 70), ...count(100, 64), ...count(200, 3)]);
  });

  it('cuts after the empty line that ends a paragraph, however prompts go on', () => {
    const head = [...count(0, 80), EMPTY_LINE];
    const [one, other] = [count(100, 40), count(200, 9)].map(
      (item) => toPrompt([[...head, ...item]], endsParagraph).chunks,
    );
    expect(one?.map(({ length }) => length)).toEqual([64, 17, 40]);
    expect(other?.slice(0, 2)).toEqual(one?.slice(0, 2));
  });

  it('leaves a heading with what it heads', () => {
    const heading = [...count(0, 4), EMPTY_LINE];
    expect(toPrompt([[...heading, ...count(10, 20)]], endsParagraph).chunks).toHaveLength(1);
  });

  it('makes no chunk of an empty message', () => {
    expect(toPrompt([[], count(0, 3)], endsParagraph).chunks).toEqual([[0, 1, 2]]);
  });
});

describe(sharedChunks.name, () => {
  const chunksOf = (...messages: number[][]) => toPrompt(messages, endsParagraph).chunks;

  it('counts leading chunks that are equal as a whole', () => {
    const before = chunksOf(count(0, 100), count(500, 30));
    expect(sharedChunks(before, before)).toBe(3);
    expect(sharedChunks(chunksOf(count(0, 100), count(600, 30)), before)).toBe(2);
    expect(sharedChunks(chunksOf(count(0, 90)), before)).toBe(1);
    expect(sharedChunks(chunksOf(count(1, 90)), before)).toBe(0);
  });

  it('does not count a chunk that was cut elsewhere, equal tokens or not', () => {
    expect(sharedChunks(chunksOf(count(0, 40)), chunksOf(count(0, 20), count(20, 20)))).toBe(0);
  });

  it('finds nothing where nothing was evaluated', () => {
    expect(sharedChunks(chunksOf(count(0, 40)), [])).toBe(0);
  });
});
