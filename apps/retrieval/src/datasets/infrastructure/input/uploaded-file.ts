import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { reasonOf } from '@equipoise/kernel';
import type { SourceFile } from '../../application/dataset-format.js';
import { UnreadableFileError } from '../../domain/datasets.errors.js';
import type { ByteBudget } from './byte-budget.js';

/** First two bytes of every gzip file (RFC 1952, section 2.3.1). */
const GZIP_MAGIC = Buffer.from([0x1f, 0x8b]);

/** A file of an upload, as it lies on disk; gzip is known by its first bytes, not by its name. */
export class UploadedFile implements SourceFile {
  constructor(
    readonly role: string,
    readonly name: string,
    private readonly path: string,
    private readonly unpacked: ByteBudget,
  ) {}

  async *bytes(): AsyncGenerator<Uint8Array> {
    const raw = createReadStream(this.path);
    const source = (await this.isGzip()) ? pipeline(raw, createGunzip(), () => undefined) : raw;
    try {
      for await (const chunk of source as AsyncIterable<Uint8Array>) {
        this.unpacked.spend(chunk.length);
        yield chunk;
      }
    } catch (error) {
      throw this.translated(error);
    } finally {
      raw.destroy();
    }
  }

  private async isGzip(): Promise<boolean> {
    const file = await open(this.path);
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(2), 0, 2, 0);
      return bytesRead === 2 && buffer.equals(GZIP_MAGIC);
    } finally {
      await file.close();
    }
  }

  private translated(error: unknown): unknown {
    const { code } = error as NodeJS.ErrnoException;
    const damaged = code !== undefined && /^Z_/.test(code);
    return damaged
      ? new UnreadableFileError(
          this.name,
          `the gzip archive is damaged or cut off (${reasonOf(error)}): send it again`,
        )
      : error;
  }
}
