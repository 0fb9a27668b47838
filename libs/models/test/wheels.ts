import { deflateRawSync } from 'node:zlib';

const LOCAL_HEADER = { signature: 0x04034b50, length: 30, methodAt: 8 };
const DIRECTORY_ENTRY = { signature: 0x02014b50, length: 46, methodAt: 10 };

/** A zip archive of these members, each deflated, or stored where it says so. */
export function zipOf(
  members: readonly { path: string; content: Buffer; isStored?: boolean }[],
): Buffer {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content, isStored } of members) {
    const packed = isStored ? content : deflateRawSync(content);
    const sizes = { method: isStored ? 0 : 8, packed: packed.length, bytes: content.length };
    const local = Buffer.concat([header(LOCAL_HEADER, path, sizes), Buffer.from(path), packed]);
    const entry = header(DIRECTORY_ENTRY, path, sizes);
    entry.writeUInt32LE(offset, 42);
    directory.push(entry, Buffer.from(path));
    bodies.push(local);
    offset += local.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, listing, end]);
}

/** Local headers and directory entries share the fields from the method on. */
function header(
  { signature, length, methodAt }: { signature: number; length: number; methodAt: number },
  path: string,
  { method, packed, bytes }: { method: number; packed: number; bytes: number },
): Buffer {
  const buffer = Buffer.alloc(length);
  buffer.writeUInt32LE(signature, 0);
  buffer.writeUInt16LE(method, methodAt);
  buffer.writeUInt32LE(packed, methodAt + 10);
  buffer.writeUInt32LE(bytes, methodAt + 14);
  buffer.writeUInt16LE(Buffer.byteLength(path), methodAt + 18);
  return buffer;
}
