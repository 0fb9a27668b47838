import { Readable } from 'node:stream';
import type { experimentsV1 } from '@equipoise/contracts';
import type { FastifyRequest } from 'fastify';
import { InvalidRequestError } from '../problems/invalid-request.error.js';
import { labelMessages } from './label-upload.js';

const HEADER = { experimentId: 'e', replace: true };
const LARGE = Buffer.alloc(150_000, 'x');

async function messagesOf(
  type: string | undefined,
  body = LARGE,
): Promise<experimentsV1.ImportLabelsRequest[]> {
  const request = { headers: { 'content-type': type }, body: Readable.from([body]) };
  const messages: experimentsV1.ImportLabelsRequest[] = [];
  for await (const message of labelMessages(request as unknown as FastifyRequest, HEADER)) {
    messages.push(message);
  }
  return messages;
}

describe(labelMessages, () => {
  it.each([
    ['text/csv', 'csv'],
    ['Text/CSV; charset=utf-8', 'csv'],
    ['application/jsonl', 'jsonl'],
    ['application/x-ndjson', 'jsonl'],
  ])('takes %s for %s', async (type, format) => {
    const [first] = await messagesOf(type);
    expect(first).toEqual({ header: { ...HEADER, format } });
  });

  it('passes the body on in pieces of at most 64 KiB', async () => {
    const [, ...rest] = await messagesOf('text/csv');
    const pieces = rest.map(({ bytes }) => Buffer.from(bytes ?? []));
    expect(Math.max(...pieces.map(({ length }) => length))).toBe(65_536);
    expect(Buffer.concat(pieces).equals(LARGE)).toBe(true);
  });

  it.each([['application/json'], ['text/plain'], [undefined]])('refuses %s', async (type) => {
    await expect(messagesOf(type)).rejects.toThrow(InvalidRequestError);
    await expect(messagesOf(type)).rejects.toMatchObject({
      violations: [{ message: 'send it as text/csv or application/jsonl or application/x-ndjson' }],
    });
  });
});
