import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** A file that grows, and its SHA-256 so far. */
export class PartFile {
  private constructor(
    private readonly handle: FileHandle,
    private readonly hash: Hash,
    private written: number,
  ) {}

  /** Opens a file from its beginning; what was in it is lost. */
  static async create(path: string): Promise<PartFile> {
    return new PartFile(await open(path, 'w'), createHash('sha256'), 0);
  }

  /** Opens a file at its end, and hashes what is in it. */
  static async resume(path: string): Promise<PartFile> {
    const handle = await open(path, 'a');
    const hash = createHash('sha256');
    let bytes = 0;
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) {
      hash.update(chunk as Buffer);
      bytes += (chunk as Buffer).length;
    }
    return new PartFile(handle, hash, bytes);
  }

  get bytes(): number {
    return this.written;
  }

  async append(chunk: Uint8Array): Promise<void> {
    await this.handle.writeFile(chunk);
    this.hash.update(chunk);
    this.written += chunk.length;
  }

  /** Brings everything to the disk. @returns the SHA-256, 64 hexadecimal digits */
  async finish(): Promise<string> {
    await this.handle.sync();
    return this.hash.digest('hex');
  }

  /** To be called at the end in any case. */
  async close(): Promise<void> {
    await this.handle.close();
  }
}
