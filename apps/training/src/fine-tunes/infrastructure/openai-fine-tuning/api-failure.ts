import type { DomainError } from '@equipoise/kernel';
import { z } from 'zod';
import {
  BackendUnavailableError,
  TrainerFailedError,
  TrainerRefusedError,
} from '../../domain/fine-tunes.errors.js';

/** The API cannot be reached, or not now; asking again later may help. */
export class ApiOutOfReachError extends TrainerFailedError {
  /** @param retryAfterMs what the provider asks to wait, milliseconds; undefined where it does not */
  constructor(
    message: string,
    readonly retryAfterMs?: number,
  ) {
    super(message);
  }
}

/** An answer of the API. */
export interface ApiReply {
  readonly status: number;
  readonly retryAfterMs: number | undefined;
  readonly body: string;
}

/** What was asked, in words for a person. */
export interface AskedOfApi {
  /** E.g. `POST /files`. */
  readonly what: string;
  /** Base URL. */
  readonly api: string;
  /** How a person finds the key that was sent. */
  readonly key: string;
}

const faultSchema = z.object({
  error: z.object({
    message: z.string(),
    code: z.string().nullish(),
    type: z.string().nullish(),
    param: z.string().nullish(),
  }),
});

/** Whether it is the API itself that says there is no such thing, and not a proxy without a route. */
export function isNotFound({ status, body }: ApiReply): boolean {
  return status === 404 && faultSchema.safeParse(parseJson(body)).success;
}

/** Whether it is throttled for want of money: waiting does not help. */
export function isOutOfCredit({ status, body }: ApiReply): boolean {
  return status === 429 && /insufficient_quota|billing/i.test(faultIn(body).codes);
}

/**
 * What an answer other than 200 means for those who wait.
 *
 * @param reply without the key, should the provider repeat it
 */
export function failureOf(reply: ApiReply, asked: AskedOfApi): DomainError {
  const { status, retryAfterMs } = reply;
  const { message, isFault } = faultIn(reply.body);
  const said = `${asked.api} answered ${asked.what} with ${status}: ${message}`;
  if (status === 401 || status === 403) {
    return new BackendUnavailableError(`${said}; ${asked.key} is not accepted: replace it`);
  }
  if (isOutOfCredit(reply)) {
    return new BackendUnavailableError(`${said}; ${asked.key} has no credit left`);
  }
  if (isPassing(status) || isStillProcessing(status, message)) {
    return new ApiOutOfReachError(said, retryAfterMs);
  }
  return isFault ? new TrainerRefusedError(said) : notThisApi(said);
}

/** An answer that the API, as it is published, would not give. */
export function notThisApi(said: string): BackendUnavailableError {
  return new BackendUnavailableError(
    `${said}; FINE_TUNING_API_URL must be the base URL of an OpenAI-compatible API up to its version, e.g. https://api.openai.com/v1`,
  );
}

/** The first characters of a body on one line, for messages; never empty. */
export function beginningOf(body: string): string {
  const line = body.slice(0, 400).replace(/\s+/g, ' ').trim();
  if (line === '') return 'nothing';
  return line.length > 120 ? `${line.slice(0, 120)}...` : line;
}

/** @returns undefined when the text is not JSON */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function faultIn(body: string): { message: string; codes: string; isFault: boolean } {
  const read = faultSchema.safeParse(parseJson(body));
  if (!read.success) return { message: beginningOf(body), codes: '', isFault: false };
  const { message, code, type, param } = read.data.error;
  const codes = [code, type].filter(Boolean).join(' ');
  return { message: param ? `${message} (param ${param})` : message, codes, isFault: true };
}

function isPassing(status: number): boolean {
  return [408, 409, 425, 429].includes(status) || status >= 500;
}

// An upload is answered before it has been read through; a job that is asked for at once is refused
// with this sentence and no code of its own.
function isStillProcessing(status: number, message: string): boolean {
  return status === 400 && /still being processed/i.test(message);
}
