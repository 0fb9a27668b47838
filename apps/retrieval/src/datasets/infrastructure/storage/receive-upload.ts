import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { UploadPart } from '../../application/import-workspace.js';
import { InvalidDatasetRequestError } from '../../domain/datasets.errors.js';
import { ByteBudget } from '../input/byte-budget.js';

const MAX_NAME_CHARACTERS = 200;

export interface ReceivedFile {
  readonly role: string;
  readonly name: string;
  /** Where it lies; made of a number, never of the user's name for it. */
  readonly path: string;
}

/**
 * Writes the files of an upload into a folder, a part at a time, so that the sender is held back
 * when the disk is slower than the wire.
 *
 * @throws ImportTooLargeError, InvalidDatasetRequestError for bytes that belong to no file
 */
export async function receiveUpload(
  parts: AsyncIterable<UploadPart>,
  folder: string,
  maxBytes: number,
): Promise<ReceivedFile[]> {
  const budget = new ByteBudget('the upload', maxBytes, 'IMPORT_MAX_UPLOAD_BYTES');
  const files: ReceivedFile[] = [];
  let current: FileHandle | undefined;
  try {
    for await (const part of parts) {
      if (part.kind === 'file') {
        const path = join(folder, `upload-${files.length}`);
        files.push({ role: part.role, name: shownName(part.name, files.length), path });
        await current?.close();
        current = await open(path, 'wx', 0o600);
      } else {
        budget.spend(part.bytes.length);
        if (!current) throw new InvalidDatasetRequestError('bytes', 'a file must be named first');
        await current.writeFile(part.bytes);
      }
    }
  } finally {
    await current?.close();
  }
  return files;
}

function shownName(name: string, index: number): string {
  const shown = name
    .replaceAll(/\p{Cc}/gu, '')
    .toWellFormed()
    .trim();
  return shown === '' ? `file ${index + 1}` : shown.slice(0, MAX_NAME_CHARACTERS);
}
