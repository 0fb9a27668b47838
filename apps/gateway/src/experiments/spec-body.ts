import { InvalidRequestError } from '../problems/invalid-request.error.js';

/**
 * A spec as the experiments service takes it. JSON and YAML bodies arrive parsed; the content-type
 * parser has refused what is neither.
 *
 * @throws InvalidRequestError when the body is no document
 */
export function specJson(body: unknown): string {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    throw new InvalidRequestError('the body must be an experiment spec, as YAML or JSON', [
      { path: 'body', message: 'send one document with apiVersion, kind, metadata and spec' },
    ]);
  }
  return JSON.stringify(body);
}
