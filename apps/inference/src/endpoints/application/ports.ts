import type { HttpReply } from '../domain/reply.js';

export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Absolute. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  /** Hard limit from sending to the last byte, milliseconds. */
  readonly timeoutMs: number;
}

/** The connection failed or the deadline passed; the message says which. */
export class TransportError extends Error {}

/** Sends one request on a connection that is kept open for the next. */
export abstract class HttpTransport {
  /**
   * Any status is an answer.
   *
   * @throws TransportError
   * @throws CallCancelledError when the signal fires first
   */
  abstract send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply>;
}

/** Where keys come from; nobody keeps them longer than a call. */
export abstract class ApiKeys {
  /** @param ref `env:NAME`; undefined result when it is not set */
  abstract find(ref: string): string | undefined;
}

/** Time that passes; tests move it by hand. */
export abstract class Timer {
  /** Milliseconds since 1970. */
  abstract nowMs(): number;
  /** @returns a function that calls it off */
  abstract after(ms: number, run: () => void): () => void;
  /** Uniform in [0, 1). */
  abstract random(): number;
}

/** Settings of every call to an endpoint. */
export abstract class EndpointSettings {
  /** Tries of one call, the first included, >= 1. */
  abstract readonly tries: number;
  /** Longest wait before the second try, milliseconds; doubles from try to try. */
  abstract readonly backoffMs: number;
}
