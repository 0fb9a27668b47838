import { type Readable } from 'node:stream';
import type { Multipart } from '@fastify/multipart';
import type { retrievalV1 } from '@equipoise/contracts';
import { z } from 'zod';
import { InvalidRequestError, parseRequest } from '../problems/invalid-request.error.js';

const PIECE_BYTES = 64 * 1024;

export const importFields = z.object({
  name: z
    .string()
    .regex(
      /^[a-z0-9][a-z0-9-]{0,62}$/,
      'must be lower-case letters, digits and hyphens, at most 63',
    ),
  format: z
    .string()
    .min(1, 'name one: jsonl, qasper, natural-questions, nq-open, clap-nq, bioasq, beir'),
  strict: z.enum(['true', 'false']).default('false'),
  testShare: z.coerce.number().min(0).lt(1).default(0),
  seed: z.string().default(''),
});

type ImportMessage = retrievalV1.ImportDatasetRequest;

/**
 * Turns a multipart body into the import stream of the retrieval service, piece by piece. The fields
 * have to stand before the files, because nothing is held back here.
 *
 * @throws InvalidRequestError
 */
export async function* importMessages(
  parts: AsyncIterable<Multipart>,
): AsyncGenerator<ImportMessage> {
  const fields: Record<string, unknown> = {};
  let files = 0;
  for await (const part of parts) {
    if (part.type === 'field') {
      if (files > 0) {
        throw new InvalidRequestError('the field stands behind a file', [
          { path: part.fieldname, message: 'send the fields before the files' },
        ]);
      }
      fields[part.fieldname] = part.value;
      continue;
    }
    if (files === 0) yield { header: headerOf(fields) };
    files += 1;
    yield { file: { role: part.fieldname, filename: part.filename } };
    for await (const bytes of pieces(part.file)) yield { bytes };
    if (part.file.truncated) {
      throw new InvalidRequestError(`${part.filename} is larger than this server takes`);
    }
  }
  if (files === 0) {
    headerOf(fields);
    throw new InvalidRequestError('no file was sent', [
      { path: 'documents', message: 'send each file as a part named after its role' },
    ]);
  }
}

function headerOf(fields: unknown): retrievalV1.ImportHeader {
  const { strict, ...header } = parseRequest(importFields, fields);
  return { ...header, strict: strict === 'true' };
}

async function* pieces(stream: Readable): AsyncGenerator<Buffer> {
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    for (let start = 0; start < chunk.length; start += PIECE_BYTES) {
      yield chunk.subarray(start, start + PIECE_BYTES);
    }
  }
}
