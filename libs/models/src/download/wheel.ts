import { type FileHandle, open } from 'node:fs/promises';
import { createInflateRaw } from 'node:zlib';

/** One file in a wheel. */
export interface WheelMember {
  /** Path inside the wheel. */
  readonly path: string;
  /** Uncompressed. */
  readonly bytes: number;
  /** Its bytes, uncompressed. */
  open(): AsyncIterable<Uint8Array>;
}

interface DirectoryEntry {
  readonly path: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly bytes: number;
  readonly headerOffset: number;
}

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const MAX_COMMENT_BYTES = 0xffff;
const ENTRY_BYTES = 46;
const LOCAL_HEADER_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/**
 * An open wheel, that is a zip archive, read without unpacking it to the disk.
 *
 * @source PKWARE APPNOTE 6.3.10, §4.3; no Zip64: package indexes take no file of 4 GB
 */
export class Wheel {
  private constructor(
    private readonly handle: FileHandle,
    readonly members: readonly WheelMember[],
  ) {}

  /** @throws Error when it is no zip archive */
  static async open(path: string): Promise<Wheel> {
    const handle = await open(path);
    try {
      const entries = readDirectory(await directoryOf(handle, path));
      const members = entries.map((entry) => ({
        path: entry.path,
        bytes: entry.bytes,
        open: () => contentOf(handle, entry),
      }));
      return new Wheel(handle, members);
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  async close(): Promise<void> {
    await this.handle.close();
  }
}

/** The central directory's bytes. */
async function directoryOf(handle: FileHandle, path: string): Promise<Buffer> {
  const { size } = await handle.stat();
  const tail = await read(handle, Math.max(0, size - END_BYTES - MAX_COMMENT_BYTES), size);
  for (let at = tail.length - END_BYTES; at >= 0; at -= 1) {
    if (tail.readUInt32LE(at) !== END_OF_DIRECTORY) continue;
    const [bytes, offset] = [tail.readUInt32LE(at + 12), tail.readUInt32LE(at + 16)];
    return read(handle, offset, offset + bytes);
  }
  throw new Error(`${path} is no zip archive: it has no end of central directory`);
}

function readDirectory(directory: Buffer): DirectoryEntry[] {
  const entries: DirectoryEntry[] = [];
  for (let at = 0; at + ENTRY_BYTES <= directory.length;) {
    const pathBytes = directory.readUInt16LE(at + 28);
    const extraBytes = directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32);
    const pathAt = at + ENTRY_BYTES;
    entries.push({
      path: directory.toString('utf8', pathAt, pathAt + pathBytes),
      method: directory.readUInt16LE(at + 10),
      packedBytes: directory.readUInt32LE(at + 20),
      bytes: directory.readUInt32LE(at + 24),
      headerOffset: directory.readUInt32LE(at + 42),
    });
    at = pathAt + pathBytes + extraBytes;
  }
  return entries;
}

async function* contentOf(handle: FileHandle, entry: DirectoryEntry): AsyncIterable<Uint8Array> {
  const { headerOffset, packedBytes, method, path } = entry;
  const header = await read(handle, headerOffset, headerOffset + LOCAL_HEADER_BYTES);
  const start =
    headerOffset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
  if (packedBytes === 0) return;
  const packed = handle.createReadStream({
    start,
    end: start + packedBytes - 1,
    autoClose: false,
    highWaterMark: 1 << 20,
  });
  if (method !== STORED && method !== DEFLATED) {
    throw new Error(
      `${path} is packed by method ${method}; only stored and deflated files can be read`,
    );
  }
  yield* method === STORED ? packed : packed.pipe(createInflateRaw({ chunkSize: 1 << 20 }));
}

/** Bytes `start` to `end`, the latter excluded; fewer at the end of the file. */
async function read(handle: FileHandle, start: number, end: number): Promise<Buffer> {
  const buffer = Buffer.alloc(end - start);
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, start);
  return buffer.subarray(0, bytesRead);
}
