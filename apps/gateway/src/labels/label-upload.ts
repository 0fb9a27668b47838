import type { Readable } from 'node:stream';
import type { experimentsV1 } from '@equipoise/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { InvalidRequestError } from '../problems/invalid-request.error.js';

const PIECE_BYTES = 64 * 1024;

const FORMAT_OF: Readonly<Record<string, string>> = {
  'text/csv': 'csv',
  'application/jsonl': 'jsonl',
  'application/x-ndjson': 'jsonl',
};
export const LABEL_TYPES = Object.keys(FORMAT_OF);

/** Lets files of labels through as they come, unread. */
export function acceptLabelFiles(app: NestFastifyApplication): void {
  app
    .getHttpAdapter()
    .getInstance()
    .addContentTypeParser(LABEL_TYPES, (_request, stream, done) => {
      done(null, stream);
    });
}

/**
 * Turns a body into the import stream of the experiments service, piece by piece.
 *
 * @throws InvalidRequestError when the content type is of no file of labels
 */
export function labelMessages(
  request: FastifyRequest,
  header: Omit<experimentsV1.LabelFileHeader, 'format'>,
): AsyncGenerator<experimentsV1.ImportLabelsRequest> {
  const [type = ''] = (request.headers['content-type'] ?? '').split(';');
  const format = FORMAT_OF[type.trim().toLowerCase()];
  if (format === undefined) {
    throw new InvalidRequestError(`the body must be a file of labels, not ${type || 'empty'}`, [
      { path: 'content-type', message: `send it as ${LABEL_TYPES.join(' or ')}` },
    ]);
  }
  return messages(request.body as Readable, { ...header, format });
}

async function* messages(
  body: Readable,
  header: experimentsV1.LabelFileHeader,
): AsyncGenerator<experimentsV1.ImportLabelsRequest> {
  yield { header };
  for await (const chunk of body as AsyncIterable<Buffer>) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      yield { bytes: chunk.subarray(start, start + PIECE_BYTES) };
    }
  }
}
