import { AnnounceIndex } from './announce-index.js';
import type { BuildIndex } from './build-index.js';
import type { IndexAnnouncer, IndexFailure, IndexProgress, IndexRepository } from './ports.js';

const REQUEST = { datasetVersionId: 'd', chunkTokens: 128, overlapTokens: 0 };

function setUp() {
  let nowMs = 0;
  const calls: string[] = [];
  const progressed: number[] = [];
  const failures: IndexFailure[] = [];
  const indexes: Pick<IndexRepository, 'markReady' | 'markFailed'> = {
    markReady: async (id) => void calls.push(`ready ${id}`),
    markFailed: async (id, reason) => void calls.push(`failed ${id}: ${reason}`),
  };
  const announcer: IndexAnnouncer = {
    progressed: async (_, { chunksDone }) => void progressed.push(chunksDone),
    ready: async (experiment, { indexId }) => void calls.push(`told ${experiment} of ${indexId}`),
    failed: async (_, request, failure) => {
      calls.push(`told of failed ${request}`);
      failures.push(failure);
    },
  };
  const build: Pick<BuildIndex, 'indexIdOf'> = { indexIdOf: () => 'i' };
  const announce = new AnnounceIndex(indexes as IndexRepository, announcer, build as BuildIndex, {
    now: () => new Date(nowMs),
  });
  const at = (ms: number): void => {
    nowMs = ms;
  };
  return { announce, at, calls, progressed, failures };
}

const done = (chunksDone: number): IndexProgress => ({
  indexId: 'i',
  datasetVersionId: 'd',
  chunksDone,
  chunksTotal: 100,
});

describe(AnnounceIndex.name, () => {
  it('passes progress on at most every two seconds', async () => {
    const { announce, at, progressed } = setUp();
    const tell = announce.progressTo('e');
    for (const ms of [0, 500, 1_999, 2_000, 3_500, 4_100]) {
      at(ms);
      await tell(done(ms));
    }
    expect(progressed).toEqual([0, 2_000, 4_100]);
  });

  it('keeps the pace of each build by itself', async () => {
    const { announce, progressed } = setUp();
    await announce.progressTo('e')(done(1));
    await announce.progressTo('f')(done(2));
    expect(progressed).toEqual([1, 2]);
  });

  it('makes an index ready before it says so', async () => {
    const { announce, calls } = setUp();
    await announce.ready('e', { indexId: 'i', datasetVersionId: 'd', chunks: 3, embedder: 'm' });
    expect(calls).toEqual(['ready i', 'told e of i']);
  });

  it('marks a failure and passes on what a person can act on', async () => {
    const { announce, calls, failures } = setUp();
    await announce.failed('e', 'r', { request: REQUEST, error: new Error('the disk is full') });
    expect(calls).toEqual(['failed i: the disk is full', 'told of failed r']);
    expect(failures).toEqual([
      { datasetVersionId: 'd', code: 'RETRIEVAL.INTERNAL', reason: 'the disk is full' },
    ]);
  });
});
