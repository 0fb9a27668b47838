import type { retrievalV1 } from '@equipoise/contracts';
import type { ServerReadableStream } from '@grpc/grpc-js';
import type { UploadPart } from '../application/import-workspace.js';
import { InvalidDatasetRequestError, UploadCancelledError } from '../domain/datasets.errors.js';

export type ImportCall = ServerReadableStream<
  retrievalV1.ImportDatasetRequest,
  retrievalV1.ImportDatasetResponse
>;

export interface Upload {
  readonly header: retrievalV1.ImportHeader;
  /** What follows the header; read one message at a time, so the sender waits while we write. */
  readonly parts: AsyncIterable<UploadPart>;
}

/**
 * Opens the stream of an import and takes its header.
 *
 * @throws InvalidDatasetRequestError when the first message is none
 * @throws UploadCancelledError also from `parts`
 */
export async function openUpload(call: ImportCall): Promise<Upload> {
  // A cancelled call ends like a complete one; half a file must not pass for a whole one.
  call.once('cancelled', () => {
    call.destroy(new UploadCancelledError());
  });
  const messages = call[Symbol.asyncIterator]() as AsyncIterator<retrievalV1.ImportDatasetRequest>;
  const first = await messages.next();
  const header = first.done ? undefined : first.value.header;
  if (!header) {
    throw new InvalidDatasetRequestError('header', 'the first message of an import is its header');
  }
  return { header, parts: partsOf(call, messages) };
}

async function* partsOf(
  call: ImportCall,
  messages: AsyncIterator<retrievalV1.ImportDatasetRequest>,
): AsyncGenerator<UploadPart> {
  for (let next = await messages.next(); !next.done; next = await messages.next()) {
    yield toPart(next.value);
  }
  if (call.cancelled) throw new UploadCancelledError();
}

function toPart({ file, bytes }: retrievalV1.ImportDatasetRequest): UploadPart {
  if (file) return { kind: 'file', role: file.role, name: file.filename };
  if (bytes) return { kind: 'bytes', bytes };
  const message = 'after the header come files, each followed by its bytes';
  throw new InvalidDatasetRequestError('part', message);
}
