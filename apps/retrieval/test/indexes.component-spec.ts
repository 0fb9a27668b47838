import { jest } from '@jest/globals';
import { RetrievalBench, until } from './support/retrieval-bench.js';

jest.setTimeout(180_000);

describe('indexes of the demo corpus', () => {
  let bench: RetrievalBench;
  let datasetVersionId: string;
  let indexId: string;
  const vectors = async (index: string): Promise<{ position: number; xmin: string }[]> =>
    bench.database.manager.query(
      'SELECT position, xmin::text FROM index_vectors WHERE index_id = $1 ORDER BY position',
      [index],
    );

  beforeAll(async () => {
    bench = await RetrievalBench.start();
    datasetVersionId = await bench.importDemo();
    const experimentId = await bench.request({
      datasetVersionId,
      chunkTokens: 128,
      overlapTokens: 32,
    });
    const told = await bench.answerTo(experimentId);
    expect(told).toMatchObject({ datasetVersionId });
    expect(told.embedder).toMatch(/^all-minilm-l6-v2@[0-9a-f]{64}$/);
    indexId = String(told.indexId);
  });
  afterAll(async () => {
    await bench.close();
  });

  it('tell how far they have come', async () => {
    const index = await bench.client.call('getIndex', { indexId });
    expect(index).toMatchObject({ indexId, datasetVersionId, status: 'ready', reason: '' });
    expect(index.chunksTotal).toBeGreaterThan(60);
    expect(index.chunksDone).toBe(index.chunksTotal);
    const [first] = bench.asker.progress;
    expect(first?.payload).toMatchObject({ indexId, chunksTotal: index.chunksTotal });
  });

  it('are built once for two experiments, and each is told', async () => {
    const before = await vectors(indexId);
    const other = await bench.request({ datasetVersionId, chunkTokens: 128, overlapTokens: 32 });
    expect(await bench.answerTo(other)).toMatchObject({ indexId, chunks: before.length });
    expect(await vectors(indexId)).toEqual(before);
  });

  it('fail for documents that are not there, and say so', async () => {
    const missing = 'e'.repeat(64);
    const experimentId = await bench.request({
      datasetVersionId: missing,
      chunkTokens: 128,
      overlapTokens: 0,
    });
    const told = await bench.answerTo(experimentId);
    expect(told).toMatchObject({ datasetVersionId: missing });
    expect(told.code).toContain('NOT_FOUND');
    expect(told.reason).toContain(missing);
  });

  it('fail for an overlap that is no overlap, and name the field', async () => {
    const experimentId = await bench.request({
      datasetVersionId,
      chunkTokens: 64,
      overlapTokens: 60,
    });
    const told = await bench.answerTo(experimentId);
    expect(told).toMatchObject({ code: 'RETRIEVAL.INVALID_CHUNKING' });
    expect(told.reason).toContain('overlapTokens is 60');
  });

  it('go on where a build was cut off', async () => {
    const experimentId = await bench.request({
      datasetVersionId,
      chunkTokens: 32,
      overlapTokens: 8,
    });
    const building = async (): Promise<string | undefined> => {
      const [row] = await bench.database.manager.query<{ index_id: string }[]>(
        'SELECT v.index_id FROM index_vectors v JOIN indexes USING (index_id) WHERE chunk_tokens = 32 LIMIT 1',
      );
      return row?.index_id;
    };
    await until(async () => (await building()) !== undefined);
    const cutOff = (await building()) ?? '';
    const search = { indexId: cutOff, query: 'tram', topK: 1, mode: 'bm25' };
    await expect(bench.client.call('search', search)).rejects.toMatchObject({
      code: 'RETRIEVAL.INDEX_NOT_READY',
      kind: 'precondition',
    });
    await bench.stopRetrieval();
    await bench.startRetrieval();
    const kept = await vectors(cutOff);
    const told = await bench.answerTo(experimentId);
    const all = await vectors(cutOff);
    expect(told).toMatchObject({ indexId: cutOff, chunks: all.length });
    expect(kept.length).toBeGreaterThan(0);
    expect(kept.length).toBeLessThan(all.length);
    expect(all.slice(0, kept.length)).toEqual(kept);
    expect(all.map((vector) => vector.position)).toEqual(all.map((_, i) => i));
  });

  it('fail without the embedding model, and are taken up again once it is there', async () => {
    const request = { datasetVersionId, chunkTokens: 256, overlapTokens: 0 };
    await bench.stopRetrieval();
    await bench.startRetrieval({ EMBEDDER_DIR: '/nowhere' });
    const told = await bench.answerTo(await bench.request(request));
    expect(told).toMatchObject({ code: 'RETRIEVAL.EMBEDDER_FILES' });
    expect(told.reason).toContain('/nowhere/model.onnx');
    await bench.stopRetrieval();
    await bench.startRetrieval();
    const again = await bench.answerTo(await bench.request(request));
    const index = await bench.client.call('getIndex', { indexId: String(again.indexId) });
    expect(index).toMatchObject({ status: 'ready', reason: '' });
  });
});
