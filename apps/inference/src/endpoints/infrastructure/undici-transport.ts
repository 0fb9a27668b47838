import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { type Dispatcher, Pool } from 'undici';
import { CallCancelledError } from '../../generations/index.js';
import { type HttpRequest, HttpTransport, TransportError } from '../application/ports.js';
import type { HttpReply } from '../domain/reply.js';

const CONNECT_TIMEOUT_MS = 10_000;
/** A reply is a few texts; more is not one. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024;

/** HTTP/1.1 over connections that stay open, one pool an origin. */
@Injectable()
export class UndiciTransport extends HttpTransport implements OnApplicationShutdown {
  private readonly pools = new Map<string, Pool>();

  override async send(request: HttpRequest, signal: AbortSignal): Promise<HttpReply> {
    const url = new URL(request.url);
    return new Exchange(request.timeoutMs, signal).run((handler) => {
      this.poolOf(url.origin).dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method,
          headers: request.headers,
          body: request.body ?? null,
        },
        handler,
      );
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.destroy()));
  }

  private poolOf(origin: string): Pool {
    let pool = this.pools.get(origin);
    if (!pool) {
      // One deadline of ours covers headers and body; undici's own timers would only cost.
      pool = new Pool(origin, {
        allowH2: false,
        connect: { timeout: CONNECT_TIMEOUT_MS },
        headersTimeout: 0,
        bodyTimeout: 0,
      });
      this.pools.set(origin, pool);
    }
    return pool;
  }
}

/**
 * One request and its reply. Uses undici's `dispatch`, which makes no streams: at a few thousand
 * calls a second they would be most of the work.
 */
class Exchange implements Dispatcher.DispatchHandler {
  private readonly chunks: Buffer[] = [];
  private size = 0;
  private status = 0;
  private headers: Readonly<Record<string, string | string[] | undefined>> = {};
  private controller: Dispatcher.DispatchController | undefined;
  private failure: Error | undefined;
  private settle: ((error: Error | undefined) => void) | undefined;

  constructor(
    private readonly timeoutMs: number,
    private readonly signal: AbortSignal,
  ) {}

  async run(dispatch: (handler: Dispatcher.DispatchHandler) => void): Promise<HttpReply> {
    if (this.signal.aborted) throw new CallCancelledError();
    const cancel = (): void => {
      this.stop(new CallCancelledError());
    };
    const timer = setTimeout(() => {
      this.stop(new TransportError(`did not answer within ${this.timeoutMs} ms`));
    }, this.timeoutMs);
    this.signal.addEventListener('abort', cancel, { once: true });
    try {
      await new Promise<void>((resolve, reject) => {
        this.settle = (error) => {
          if (error) reject(error);
          else resolve();
        };
        dispatch(this);
      });
      return this.reply();
    } finally {
      clearTimeout(timer);
      this.signal.removeEventListener('abort', cancel);
    }
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // It waited for a connection for so long that it is no longer wanted.
    if (this.failure) controller.abort(this.failure);
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: Readonly<Record<string, string | string[] | undefined>>,
  ): void {
    this.status = status;
    this.headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.size += chunk.length;
    if (this.size <= MAX_REPLY_BYTES) this.chunks.push(chunk);
    else this.stop(new TransportError(`answered more than ${MAX_REPLY_BYTES} bytes`));
  }

  onResponseEnd(): void {
    this.settle?.(undefined);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: Error): void {
    this.settle?.(this.failure ?? new TransportError(connectionFault(error), { cause: error }));
  }

  private stop(error: Error): void {
    this.failure ??= error;
    this.settle?.(this.failure);
    this.controller?.abort(this.failure);
  }

  private reply(): HttpReply {
    const [first] = this.chunks;
    const bytes = this.chunks.length === 1 && first ? first : Buffer.concat(this.chunks);
    return {
      status: this.status,
      contentType: this.header('content-type') ?? '',
      retryAfter: this.header('retry-after'),
      location: this.header('location'),
      body: bytes.toString('utf8'),
    };
  }

  private header(name: string): string | undefined {
    const value = this.headers[name];
    return Array.isArray(value) ? value[0] : value;
  }
}

// Node gives an empty message when several addresses were tried.
function connectionFault(error: Error & { code?: string }): string {
  if (error.code === 'ECONNREFUSED') return 'refused the connection: nothing listens there';
  if (error.code === 'ENOTFOUND') return 'has a host name that cannot be resolved';
  if (error.code === 'UND_ERR_CONNECT_TIMEOUT') {
    return `could not be reached within ${CONNECT_TIMEOUT_MS} ms`;
  }
  return `broke the connection (${error.code ?? (error.message || error.name)})`;
}
