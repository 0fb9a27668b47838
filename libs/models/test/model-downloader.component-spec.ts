import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { dirname, join } from 'node:path';
import { type DownloadProgress, ModelDownloader } from '../src/index.js';
import { CONTENT, DownloadSetUp, WRONG } from './download-set-up.js';
import { serving } from './scripted-hub.js';

describe(ModelDownloader.name, () => {
  let setUp: DownloadSetUp;

  beforeEach(async () => {
    setUp = await DownloadSetUp.start();
  });

  afterEach(async () => {
    await setUp.stop();
  });

  it('downloads a model by its alias, tells how far it is, and does nothing the second time', async () => {
    const { model, cache, newDownloader, path } = setUp.tiny();
    const seen: DownloadProgress[] = [];
    const onProgress = (progress: DownloadProgress) => seen.push(progress);
    await expect(newDownloader().download('t', { onProgress })).resolves.toBe(dirname(path));
    expect(await readFile(path)).toEqual(CONTENT);
    expect(await cache.isPresent(model)).toBe(true);
    const whole = { doneBytes: CONTENT.length, totalBytes: CONTENT.length };
    expect(seen.at(-1)).toMatchObject({ phase: 'complete', ...whole });

    await newDownloader().download('tiny');
    expect(setUp.hub.requests).toHaveLength(1);
    expect((await readdir(dirname(path))).sort()).toEqual(['weights.bin', 'weights.bin.verified']);
  });

  it('downloads once when two ask at the same time, the other waiting', async () => {
    const { newDownloader } = setUp.tiny();
    const phases: string[] = [];
    const onProgress = ({ phase }: DownloadProgress) => phases.push(phase);
    await Promise.all([
      newDownloader().download('tiny', { onProgress }),
      newDownloader().download('tiny', { onProgress }),
    ]);
    expect(setUp.hub.requests).toHaveLength(1);
    expect(phases).toContain('waiting');
  });

  it('takes over from a process that died while it downloaded', async () => {
    const { path, newDownloader } = setUp.tiny();
    await mkdir(dirname(path), { recursive: true });
    const holder = { pid: 2 ** 22 + 1, host: hostname(), id: 'dead' };
    await writeFile(join(dirname(path), '.lock'), JSON.stringify(holder));
    await newDownloader().download('tiny');
    expect(await readFile(path)).toEqual(CONTENT);
  });

  it('takes a file that the user put there, and replaces one that is wrong', async () => {
    const { path, newDownloader } = setUp.tiny();
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, CONTENT);
    await newDownloader().download('tiny');
    expect(setUp.hub.requests).toHaveLength(0);

    await writeFile(path, WRONG);
    await newDownloader().download('tiny');
    expect(setUp.hub.requests).toHaveLength(1);
    expect(await readFile(path)).toEqual(CONTENT);
  });

  it('finds by verifying that a file was damaged, which then counts as absent', async () => {
    const { model, cache, path, newDownloader } = setUp.tiny();
    await expect(cache.readyFolder('tiny')).rejects.toThrow('"equipoise models pull tiny"');
    await newDownloader().download('tiny');
    expect([...(await cache.verify(model))]).toEqual([['weights.bin', 'intact']]);
    await writeFile(path, WRONG);
    expect([...(await cache.verify(model))]).toEqual([['weights.bin', 'damaged']]);
    expect(await cache.isPresent(model)).toBe(false);
  });

  it('stops when it is cancelled, keeps the beginning and frees the lock', async () => {
    const { newDownloader, path } = setUp.tiny();
    setUp.hub.script = (_, response) => {
      response.writeHead(200, { etag: '"v1"', 'content-length': CONTENT.length });
      response.write(CONTENT.subarray(0, 50_000));
    };
    const stop = new AbortController();
    const onProgress = () => {
      stop.abort(new Error('enough'));
    };
    const running = newDownloader().download('tiny', { signal: stop.signal, onProgress });
    await expect(running).rejects.toThrow('enough');
    setUp.hub.script = serving(CONTENT);
    await newDownloader().download('tiny');
    expect(setUp.hub.requests[1]?.range).toMatch(/^bytes=\d+-$/);
    expect(await readFile(path)).toEqual(CONTENT);
  });

  it('refuses a model that is not in the manifest, naming those that are', async () => {
    const { newDownloader } = setUp.tiny();
    await expect(newDownloader().download('huge')).rejects.toThrow(
      'no local model "huge"; there are: tiny',
    );
  });
});
