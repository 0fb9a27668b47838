import { linesOf } from './lines.js';

async function split(chunks: readonly string[], maxBytes = 100): Promise<(string | undefined)[]> {
  const bytes = chunks.map((chunk) => Buffer.from(chunk)).values();
  const lines = await Array.fromAsync(linesOf(toAsync(bytes), maxBytes));
  expect(lines.map(({ number }) => number)).toEqual(lines.map((_, index) => index + 1));
  return lines.map((line) => line.bytes?.toString());
}

async function* toAsync<T>(items: Iterable<T>): AsyncGenerator<T> {
  yield* items;
}

describe(linesOf.name, () => {
  it('joins lines that were cut anywhere, and needs no line break at the end', async () => {
    expect(await split(['a', 'b\nc', 'd\n\ne', 'f'])).toEqual(['ab', 'cd', '', 'ef']);
  });

  it('breaks lines at line feeds only', async () => {
    expect(await split(['a\u2028b\rc\n'])).toEqual(['a\u2028b\rc']);
  });

  it('gives no text for a line over the limit, and goes on after it', async () => {
    expect(await split(['1234', '56789', '01\n', 'short\n'], 10)).toEqual([undefined, 'short']);
  });

  it('gives no line for no bytes', async () => {
    expect(await split([])).toEqual([]);
  });
});
