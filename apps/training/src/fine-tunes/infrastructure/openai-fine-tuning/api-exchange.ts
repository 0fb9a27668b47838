import { type Agent, type FormData, fetch } from 'undici';
import type { ApiReply } from './api-failure.js';
import { retryAfterMs } from './api-pause.js';

/** One request as it goes out. */
export interface ApiRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'DELETE';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | FormData | null;
  readonly timeoutMs: number;
}

/** There was no answer. */
export class NoReplyError extends Error {}

/**
 * One request and its answer, whatever its status.
 *
 * @throws NoReplyError
 * @throws the signal's reason
 */
export async function exchange(
  { url, method, headers, body, timeoutMs }: ApiRequest,
  dispatcher: Agent,
  signal: AbortSignal,
): Promise<ApiReply> {
  try {
    const response = await fetch(url, {
      ...{ method, headers, body, dispatcher },
      // A redirect would carry the training data to whoever it names.
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    });
    return {
      status: response.status,
      retryAfterMs: retryAfterMs(response.headers.get('retry-after'), Date.now()),
      body: await response.text(),
    };
  } catch (error) {
    signal.throwIfAborted();
    throw new NoReplyError(faultIn(error, timeoutMs));
  }
}

// fetch tells only "fetch failed"; why it did is in its cause.
function faultIn(error: unknown, timeoutMs: number): string {
  const { name, cause = error } = error as { readonly name: string; readonly cause?: unknown };
  if (name === 'TimeoutError') return `did not answer within ${timeoutMs / 1000} s`;
  const { code, message } = cause as { readonly code?: string; readonly message?: string };
  if (code === 'ECONNREFUSED') return 'refused the connection: nothing listens there';
  if (code === 'ENOTFOUND') return 'has a host name that cannot be resolved';
  if (code === 'UND_ERR_CONNECT_TIMEOUT') return 'could not be reached in time';
  // Node gives an empty message when several addresses were tried.
  return `broke the connection (${code ?? message ?? 'no reason is given'})`;
}
