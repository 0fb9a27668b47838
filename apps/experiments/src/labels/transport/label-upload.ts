import type { experimentsV1 } from '@equipoise/contracts';
import type { ServerReadableStream } from '@grpc/grpc-js';
import {
  InvalidLabelRequestError,
  LabelUploadCancelledError,
  UnreadableLabelsError,
} from '../domain/labels.errors.js';

export type LabelUploadCall = ServerReadableStream<
  experimentsV1.ImportLabelsRequest,
  experimentsV1.ImportLabelsResponse
>;

const MOST_MEBIBYTES = 64;

export interface LabelUpload {
  readonly header: experimentsV1.LabelFileHeader;
  /** What follows the header; read one message at a time, so the sender waits while we read. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Opens the stream of an import and takes its header.
 *
 * @throws InvalidLabelRequestError when the first message is none
 * @throws UnreadableLabelsError from `bytes`, when there are more than 64 MiB
 * @throws LabelUploadCancelledError also from `bytes`
 */
export async function openLabelUpload(call: LabelUploadCall): Promise<LabelUpload> {
  // A cancelled call ends like a complete one; half a file must not pass for a whole one.
  call.once('cancelled', () => {
    call.destroy(new LabelUploadCancelledError());
  });
  const messages = call[Symbol.asyncIterator]() as AsyncIterator<experimentsV1.ImportLabelsRequest>;
  const first = await messages.next();
  const header = first.done ? undefined : first.value.header;
  if (!header) {
    throw new InvalidLabelRequestError('header', 'the first message of an import is its header');
  }
  return { header, bytes: bytesOf(call, messages) };
}

async function* bytesOf(
  call: LabelUploadCall,
  messages: AsyncIterator<experimentsV1.ImportLabelsRequest>,
): AsyncGenerator<Uint8Array> {
  let size = 0;
  for (let next = await messages.next(); !next.done; next = await messages.next()) {
    const { bytes = new Uint8Array() } = next.value;
    size += bytes.length;
    if (size > MOST_MEBIBYTES * 1024 ** 2) {
      throw new UnreadableLabelsError(
        `the file is larger than ${MOST_MEBIBYTES} MiB: give it in parts`,
      );
    }
    yield bytes;
  }
  if (call.cancelled) throw new LabelUploadCancelledError();
}
