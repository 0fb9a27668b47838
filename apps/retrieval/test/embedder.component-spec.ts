import { modelFolder } from '@equipoise/testing';
import { jest } from '@jest/globals';
import { chunkDocument } from '../src/indexes/domain/chunk-document.js';
import type { TokenCounter } from '../src/indexes/domain/token-counter.js';
import { MinilmEmbedder } from '../src/indexes/infrastructure/minilm/minilm-embedder.js';
import { MinilmFiles } from '../src/indexes/infrastructure/minilm/minilm-files.js';
import { MinilmTokenCounters } from '../src/indexes/infrastructure/minilm/minilm-token-counters.js';
import { demoRows } from './support/retrieval-bench.js';

jest.setTimeout(120_000);

const SENTENCE = 'The observatory on the hill opens its dome to visitors every clear Friday night.';
const OTHER = 'Goats may graze on the common only with a permit from the parish clerk.';

const cosine = (a?: Float32Array, b?: Float32Array): number =>
  (a ?? new Float32Array()).reduce((sum, x, i) => sum + x * (b?.[i] ?? NaN), 0);

describe('the embedding model', () => {
  let files: MinilmFiles;
  let embedder: MinilmEmbedder;
  let counter: TokenCounter;

  beforeAll(async () => {
    files = new MinilmFiles(await modelFolder('all-minilm-l6-v2'));
    embedder = new MinilmEmbedder(files, 1);
    counter = await new MinilmTokenCounters(files).load();
  });
  afterAll(async () => {
    await embedder.onApplicationShutdown();
  });

  it('gives vectors of length 1', async () => {
    const vectors = await embedder.embed([SENTENCE, '']);
    for (const vector of vectors) {
      expect(vector).toHaveLength(embedder.dimensions);
      expect(cosine(vector, vector)).toBeCloseTo(1, 5);
    }
  });

  it('puts a paraphrase nearer than another subject', async () => {
    const [text, paraphrase, other] = await embedder.embed([
      SENTENCE,
      'On Fridays, if the sky is free of clouds, guests can look through the telescope.',
      OTHER,
    ]);
    expect(cosine(text, paraphrase)).toBeGreaterThan(cosine(text, other) + 0.3);
  });

  it('gives a text the same vector whatever it is embedded with, in the order asked for', async () => {
    const texts = Array.from({ length: 20 }, (_, i) => `${SENTENCE} ${OTHER.repeat(i % 7)} ${i}`);
    const together = await embedder.embed(texts);
    for (const i of [0, 6, 19]) {
      const [alone] = await embedder.embed([texts[i] ?? '']);
      expect(cosine(alone, together[i])).toBeGreaterThan(0.99999);
    }
  });

  it('reads a text to its end, however long it is', async () => {
    const long = `${SENTENCE} `.repeat(40);
    expect(counter.count(long)).toBeGreaterThan(2 * 256);
    const [without, with_, other] = await embedder.embed([
      long,
      `${long}${`${OTHER} `.repeat(40)}`,
      OTHER,
    ]);
    expect(cosine(with_, other)).toBeGreaterThan(cosine(without, other) + 0.2);
  });

  it('answers several who ask at once', async () => {
    const [[a], [b]] = await Promise.all([embedder.embed([SENTENCE]), embedder.embed([OTHER])]);
    const [alone] = await embedder.embed([OTHER]);
    expect(cosine(b, alone)).toBeCloseTo(1, 5);
    expect(cosine(a, b)).toBeLessThan(0.5);
  });

  it('can be stopped in the middle of its work, which then fails', async () => {
    const stopped = new MinilmEmbedder(files, 1);
    await stopped.embed([SENTENCE]);
    const work = stopped.embed(Array<string>(200).fill(`${SENTENCE} `.repeat(10)));
    const outcome = work.then(
      () => 'done',
      (error: unknown) => String(error),
    );
    await stopped.onApplicationShutdown();
    expect(await outcome).toMatch(/stopped/);
    expect(await stopped.embed([SENTENCE])).toHaveLength(1);
    await stopped.onApplicationShutdown();
  });

  it('counts tokens as it reads them', () => {
    expect(counter.count('Vennoray')).toBeGreaterThan(1);
    expect(counter.count('the ferry, again.')).toBe(5);
  });

  it('is never given a chunk over the limit, counted as a whole', async () => {
    const rows = await demoRows<{ id: string; title: string; text: string }>('documents.jsonl');
    for (const { id, title, text } of rows) {
      const document = { documentId: id, title, paragraphs: text.split('\n\n') };
      const chunks = chunkDocument(document, { chunkTokens: 48, overlapTokens: 24 }, counter);
      expect(chunks.length).toBeGreaterThan(1);
      for (const chunk of chunks) expect(counter.count(chunk.text)).toBeLessThanOrEqual(48);
    }
  });
});
