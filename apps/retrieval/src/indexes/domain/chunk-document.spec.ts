import { seededRandom } from '@equipoise/kernel';
import type { Chunk } from './chunk.js';
import { chunkDocument } from './chunk-document.js';

/** One token a word and one a punctuation mark: easy to count by hand. */
const counter = {
  count: (text: string) => text.match(/[\p{L}\p{N}]+|[^\p{L}\p{N}\s]/gu)?.length ?? 0,
};

function setUp(paragraphs: readonly string[], chunkTokens: number, overlapTokens = 0): Chunk[] {
  const document = { documentId: 'd1', title: 'A title', paragraphs };
  return chunkDocument(document, { chunkTokens, overlapTokens }, counter);
}

const sentence = (words: number, name: string): string =>
  `${Array.from({ length: words - 1 }, (_, i) => `${name}${i}`)
    .join(' ')
    .replace(/^./, (c) => c.toUpperCase())}.`;

describe(chunkDocument.name, () => {
  it('packs small paragraphs into one chunk and says which it holds', () => {
    const chunks = setUp(['One two.', 'Three four.', 'Five six.'], 9);
    expect(chunks).toEqual([
      {
        documentId: 'd1',
        title: 'A title',
        text: 'One two.\n\nThree four.\n\nFive six.',
        ordinal: 0,
        firstParagraph: 0,
        lastParagraph: 2,
        tokens: 9,
        cutsSentence: false,
      },
    ]);
  });

  it('starts a new chunk at a paragraph rather than dividing it', () => {
    const long = `${sentence(5, 'a')} ${sentence(5, 'b')}`;
    const chunks = setUp([sentence(4, 'x'), long], 12);
    expect(chunks.map((chunk) => [chunk.firstParagraph, chunk.lastParagraph])).toEqual([
      [0, 0],
      [1, 1],
    ]);
    expect(chunks[1]?.text).toBe(long);
  });

  it('divides a paragraph longer than a chunk between its sentences', () => {
    const [a, b, c] = [sentence(6, 'a'), sentence(6, 'b'), sentence(6, 'c')];
    const chunks = setUp([`${a} ${b}  ${c}`], 12);
    expect(chunks.map((chunk) => chunk.text)).toEqual([`${a} ${b}`, c]);
  });

  it('repeats the last whole sentences of the chunk before, no more than asked for', () => {
    const [a, b, c] = [sentence(4, 'a'), sentence(4, 'b'), sentence(4, 'c')];
    expect(setUp([`${a} ${b} ${c}`], 8, 4).map((chunk) => chunk.text)).toEqual([
      `${a} ${b}`,
      `${b} ${c}`,
    ]);
    expect(setUp([`${a} ${b} ${c}`], 8, 3).map((chunk) => chunk.text)).toEqual([`${a} ${b}`, c]);
  });

  it('gives up overlap where the new text needs the room', () => {
    const [a, b] = [sentence(4, 'a'), sentence(8, 'b')];
    expect(setUp([a, b], 8, 4).map((chunk) => chunk.text)).toEqual([a, b]);
  });

  it('cuts a sentence longer than a chunk between words and notes it', () => {
    const chunks = setUp([`${sentence(3, 'a')} ${sentence(11, 'b')}`], 5);
    expect(chunks.map((chunk) => [chunk.text, chunk.cutsSentence])).toEqual([
      ['A0 a1.', false],
      ['B0 b1 b2 b3 b4', true],
      ['b5 b6 b7 b8', true],
      ['b9.', true],
    ]);
  });

  it('cuts a word that is longer than a chunk, never inside a character', () => {
    const perCharacter = { count: (text: string) => Array.from(text).length };
    const word = '😀'.repeat(21);
    const chunks = chunkDocument(
      { documentId: 'd', title: '', paragraphs: [word] },
      { chunkTokens: 8, overlapTokens: 0 },
      perCharacter,
    );
    expect(chunks.map((chunk) => chunk.text).join('')).toBe(word);
    expect(chunks.every((chunk) => chunk.text.isWellFormed() && chunk.tokens <= 8)).toBe(true);
  });

  it('gives nothing for a document without text', () => {
    expect(setUp(['', ' \n'], 8)).toEqual([]);
  });
});

describe('any document', () => {
  const documents = Array.from({ length: 200 }, (_, seed) => aDocument(`document ${seed}`));

  it('is covered: every word, in order, is in the chunks without their overlaps', () => {
    for (const { paragraphs, settings } of documents) {
      const chunks = setUp(paragraphs, settings.chunkTokens);
      const words = (texts: readonly string[]): string[] => texts.join(' ').split(/\s+/);
      expect(words(chunks.map((chunk) => chunk.text))).toEqual(words(paragraphs));
    }
  });

  it('has no chunk over the limit, and counts each as it is', () => {
    for (const { paragraphs, settings } of documents) {
      for (const chunk of setUp(paragraphs, settings.chunkTokens, settings.overlapTokens)) {
        expect(counter.count(chunk.text)).toBe(chunk.tokens);
        expect(chunk.tokens).toBeLessThanOrEqual(settings.chunkTokens);
      }
    }
  });

  it('overlaps by a real end of the chunk before, within the limit', () => {
    let overlapping = 0;
    for (const { paragraphs, settings } of documents) {
      const chunks = setUp(paragraphs, settings.chunkTokens, settings.overlapTokens);
      for (const [i, chunk] of chunks.slice(1).entries()) {
        const shared = sharedEnd(chunks[i]?.text ?? '', chunk.text);
        expect(counter.count(shared)).toBeLessThanOrEqual(settings.overlapTokens);
        expect(chunk.text.length).toBeGreaterThan(shared.length);
        if (shared !== '') overlapping += 1;
      }
    }
    expect(overlapping).toBeGreaterThan(100);
  });
});

/** Words are numbered, so that no text occurs twice. */
function aDocument(seed: string) {
  const random = seededRandom(seed);
  const upTo = (n: number): number => 1 + Math.floor(random() * n);
  let word = 0;
  const aSentence = (): string =>
    `${Array.from({ length: upTo(12) }, () => `W${(word += 1)}`).join(' ')}.`;
  const paragraphs = Array.from({ length: upTo(6) }, () =>
    Array.from({ length: upTo(8) }, aSentence).join(' '),
  );
  const chunkTokens = 8 + upTo(40);
  return { paragraphs, settings: { chunkTokens, overlapTokens: Math.floor(chunkTokens / 2) } };
}

/** The longest end of `before` that `after` begins with. */
function sharedEnd(before: string, after: string): string {
  for (let start = 0; start < before.length; start += 1) {
    if (after.startsWith(before.slice(start))) return before.slice(start);
  }
  return '';
}
