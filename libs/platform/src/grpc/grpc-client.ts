import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ServiceName } from '@equipoise/contracts';
import {
  type ChannelOptions,
  type Client,
  credentials,
  loadPackageDefinition,
  type ServiceClientConstructor,
} from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { contractOf, protoPackage } from './grpc-options.js';
import { RemoteError } from './remote-error.js';

const SERVICE_OF = {
  experiments: 'ExperimentsService',
  retrieval: 'RetrievalService',
  training: 'TrainingService',
  inference: 'InferenceService',
  judging: 'JudgingService',
} as const satisfies Record<ServiceName, string>;

const CHANNEL: ChannelOptions = {
  'grpc.max_receive_message_length': 32 * 1024 * 1024,
  'grpc.max_send_message_length': 32 * 1024 * 1024,
};

export interface CallOptions {
  /** Longest wait, milliseconds; default the client's. */
  readonly deadlineMs?: number;
  readonly signal?: AbortSignal | undefined;
}

/** The request and response types of a generated client interface. */
type Method = (request: never) => { subscribe: unknown };
type RequestOf<M> = M extends (request: infer R, ...rest: never[]) => unknown ? R : never;
type ResponseOf<M> = M extends (...args: never[]) => { source: unknown } & infer O
  ? O extends { forEach(next: (value: infer R) => void): unknown }
    ? R
    : never
  : never;

interface Cancellable {
  cancel(): void;
  /** The end of a call, however it ends. */
  once(event: 'status', listener: () => void): unknown;
}

type Stub = Client & Record<string, (...args: unknown[]) => unknown>;

/** A typed client of one service. `C` is its generated `<Name>ServiceClient` interface. */
export class GrpcClient<C extends { [K in keyof C]: Method | ((...args: never[]) => unknown) }> {
  private stub: Stub | undefined;

  constructor(
    private readonly service: ServiceName,
    private readonly url: string,
    private readonly deadlineMs: number,
  ) {}

  /** Calls a unary method. @throws RemoteError */
  async call<K extends keyof C & string>(
    method: K,
    request: RequestOf<C[K]>,
    options: CallOptions = {},
  ): Promise<ResponseOf<C[K]>> {
    return new Promise((resolve, reject) => {
      const call = this.invoke(method, request, options, (error: unknown, response: unknown) => {
        if (error) reject(new RemoteError(error, `${this.service}.${method}`));
        else resolve(response as ResponseOf<C[K]>);
      }) as Cancellable;
      cancelOn(options.signal, call);
    });
  }

  /** Calls a method that answers with a stream; breaking out of the loop cancels it. @throws RemoteError */
  async *stream<K extends keyof C & string>(
    method: K,
    request: RequestOf<C[K]>,
    options: CallOptions = {},
  ): AsyncGenerator<ResponseOf<C[K]>> {
    const call = this.invoke(method, request, options) as AsyncIterable<ResponseOf<C[K]>> &
      Cancellable;
    cancelOn(options.signal, call);
    try {
      yield* call;
    } catch (error) {
      throw new RemoteError(error, `${this.service}.${method}`);
    } finally {
      call.cancel();
    }
  }

  /** Sends a stream and waits for its one answer. @throws RemoteError */
  async upload<K extends keyof C & string, M>(
    method: K,
    messages: AsyncIterable<M>,
    options: CallOptions = {},
  ): Promise<ResponseOf<C[K]>> {
    return new Promise((resolve, reject) => {
      const fail = (error: unknown): void => {
        reject(
          error instanceof RemoteError
            ? error
            : new RemoteError(error, `${this.service}.${method}`),
        );
      };
      const call = this.invoke(method, undefined, options, (error: unknown, response: unknown) => {
        if (error) fail(error);
        else resolve(response as ResponseOf<C[K]>);
      }) as NodeJS.WritableStream & Cancellable;
      cancelOn(options.signal, call);
      writeAll(call, messages).catch((error: unknown) => {
        call.cancel();
        reject(error instanceof Error ? error : new Error(String(error)));
      });
    });
  }

  close(): void {
    this.stub?.close();
  }

  private invoke(
    method: string,
    request: unknown,
    { deadlineMs = this.deadlineMs }: CallOptions,
    callback?: (error: unknown, response: unknown) => void,
  ): unknown {
    const args: unknown[] = request === undefined ? [] : [request];
    args.push({ deadline: Date.now() + deadlineMs });
    if (callback) args.push(callback);
    this.stub ??= stubOf(this.service, this.url);
    const call = this.stub[method];
    if (!call) throw new Error(`${this.service} has no method ${method}`);
    return call.apply(this.stub, args);
  }
}

function stubOf(service: ServiceName, url: string): Stub {
  const { protoPath, loader } = contractOf(service);
  const loaded = loadPackageDefinition(loadSync(protoPath, loader));
  const name = `${protoPackage(service)}.${SERVICE_OF[service]}`;
  const Service = name
    .split('.')
    .reduce<unknown>((at, key) => (at as Record<string, unknown>)[key], loaded);
  const StubOfService = Service as ServiceClientConstructor;
  return new StubOfService(url, credentials.createInsecure(), CHANNEL) as never;
}

/** Leaves nothing on the signal when the call has ended: many calls share one that lives for days. */
function cancelOn(signal: AbortSignal | undefined, call: Cancellable): void {
  if (!signal) return;
  const cancel = (): void => {
    call.cancel();
  };
  if (signal.aborted) {
    cancel();
    return;
  }
  signal.addEventListener('abort', cancel, { once: true });
  call.once('status', () => {
    signal.removeEventListener('abort', cancel);
  });
}

async function writeAll<M>(call: NodeJS.WritableStream, messages: AsyncIterable<M>): Promise<void> {
  for await (const message of messages) {
    if (!call.write(message as never)) {
      await drained(call);
      if ((call as Writable).destroyed) return;
    }
  }
  call.end();
}

/** Waits until more can be sent, or until nothing can: a call that has failed never drains. */
async function drained(call: NodeJS.WritableStream): Promise<void> {
  const settled = new AbortController();
  const { signal } = settled;
  try {
    await Promise.race([once(call, 'drain', { signal }), once(call, 'close', { signal })]);
  } finally {
    settled.abort(); // else every wait of a long upload would leave its listeners behind
  }
}
