import { Bm25Encoder } from '../domain/bm25-encoder.js';
import { EmbedChunks } from './embed-chunks.js';
import type { ChunkRepository, Embedder, IndexEntry, SearchIndex, StoredChunk } from './ports.js';

const aChunk = (position: number): StoredChunk => ({
  position,
  documentId: `d${position}`,
  title: 'Trams',
  text: `tram number ${position}`,
  ordinal: 0,
  firstParagraph: 0,
  lastParagraph: 0,
  tokens: 3,
  cutsSentence: false,
});

function setUp({ stored = 0, present = 70 } = {}) {
  const entries: Pick<IndexEntry, 'position'>[] = Array.from({ length: stored }, (_, i) => ({
    position: i,
  }));
  const embedded: string[] = [];
  const progress: number[] = [];
  const abort = new AbortController();
  const repository: Pick<ChunkRepository, 'range'> = {
    range: async (_, from, count) =>
      Array.from({ length: Math.max(0, Math.min(count, present - from)) }, (__, i) =>
        aChunk(from + i),
      ),
  };
  const embedder: Embedder = {
    name: 'fake',
    digest: 'f'.repeat(64),
    dimensions: 1,
    embed: async (texts) => {
      embedded.push(...texts);
      return texts.map(() => Float32Array.from([1]));
    },
  };
  const index: Pick<SearchIndex, 'stored' | 'add'> = {
    stored: async () => entries.length,
    add: async (_, added) => void entries.push(...added),
  };
  const embed = new EmbedChunks(
    repository as ChunkRepository,
    embedder,
    new Bm25Encoder((word) => word),
    index as SearchIndex,
  );
  const onStored = async (done: number): Promise<void> => void progress.push(done);
  const run = (): Promise<void> =>
    embed.execute('i', { chunks: 70, averageTerms: 3 }, onStored, abort.signal);
  return { run, entries, embedded, progress, abort };
}

describe(EmbedChunks.name, () => {
  it('embeds every chunk with its title, in order', async () => {
    const { run, entries, embedded } = setUp();
    await run();
    expect(entries.map((entry) => entry.position)).toEqual(Array.from({ length: 70 }, (_, i) => i));
    expect(embedded[69]).toBe('Trams\ntram number 69');
  });

  it('goes on behind what is stored', async () => {
    const { run, embedded, progress } = setUp({ stored: 50 });
    await run();
    expect(embedded).toHaveLength(20);
    expect(progress).toEqual([50, 70]);
  });

  it('embeds nothing when all is stored', async () => {
    const { run, embedded } = setUp({ stored: 70 });
    await run();
    expect(embedded).toEqual([]);
  });

  it('stops between two batches when it is told to', async () => {
    const { run, embedded, abort } = setUp();
    abort.abort(new Error('the service is stopping'));
    await expect(run()).rejects.toThrow('the service is stopping');
    expect(embedded).toEqual([]);
  });

  it('does not wait for ever for chunks that are not there', async () => {
    await expect(setUp({ present: 64 }).run()).rejects.toThrow('has no chunk 64');
  });
});
