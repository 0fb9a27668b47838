import { type FileHandle, open } from 'node:fs/promises';
import type { RecordLog, RecordPosition } from '../../application/import-workspace.js';
import { linesOf } from '../input/lines.js';

/** Appended bytes held back before they are written: few system calls, little memory. */
const BUFFER_BYTES = 1024 * 1024;
const READ_BYTES = 256 * 1024;

/** Records as lines of JSON in a file that no one else uses. */
export class FileRecordLog<T> implements RecordLog<T> {
  private pending: Buffer[] = [];
  private pendingBytes = 0;
  private writtenBytes = 0;

  private constructor(private readonly file: FileHandle) {}

  static async create<T>(path: string): Promise<FileRecordLog<T>> {
    return new FileRecordLog<T>(await open(path, 'wx+', 0o600));
  }

  async append(record: T): Promise<RecordPosition> {
    const line = Buffer.from(`${JSON.stringify(record)}\n`);
    const position = { offset: this.writtenBytes + this.pendingBytes, length: line.length };
    this.pending.push(line);
    this.pendingBytes += line.length;
    if (this.pendingBytes >= BUFFER_BYTES) await this.flush();
    return position;
  }

  async read({ offset, length }: RecordPosition): Promise<T> {
    if (offset + length > this.writtenBytes) await this.flush();
    const { buffer } = await this.file.read(Buffer.allocUnsafe(length), 0, length, offset);
    return JSON.parse(buffer.toString()) as T;
  }

  async *all(): AsyncIterable<T> {
    await this.flush();
    // Not node:readline, which also breaks lines at U+2028, and JSON leaves that character as it is.
    for await (const { bytes = '' } of linesOf(this.chunks(), Infinity)) {
      yield JSON.parse(bytes.toString()) as T;
    }
  }

  async close(): Promise<void> {
    await this.file.close();
  }

  /** The file from its start; a stream would close it when it is left early. */
  private async *chunks(): AsyncGenerator<Uint8Array> {
    for (let offset = 0; offset < this.writtenBytes;) {
      const { buffer, bytesRead } = await this.file.read(
        Buffer.allocUnsafe(READ_BYTES),
        0,
        READ_BYTES,
        offset,
      );
      yield buffer.subarray(0, bytesRead);
      offset += bytesRead;
    }
  }

  private async flush(): Promise<void> {
    if (this.pendingBytes === 0) return;
    const bytes = Buffer.concat(this.pending, this.pendingBytes);
    [this.pending, this.pendingBytes] = [[], 0];
    await this.file.writeFile(bytes); // at its end; unlike `write`, all of it or an error
    this.writtenBytes += bytes.length;
  }
}
