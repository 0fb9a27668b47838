import {
  CallCancelledError,
  type Completion,
  ContextTooLongError,
  type ModelCall,
  ModelRefusedError,
  ModelUnavailableError,
} from '../../generations/index.js';
import type { RegisteredRemoteModel } from '../../models/index.js';
import { backoffMs, retryAfterMs } from '../domain/backoff.js';
import { chatRequest, type Dialect, samplesAsked } from '../domain/chat-request.js';
import { readFailure } from '../domain/read-failure.js';
import { readSuccess } from '../domain/read-success.js';
import { redact } from '../domain/redact.js';
import type { Asked, HttpReply, Meaning, Sampled } from '../domain/reply.js';
import type { Endpoint, Headers } from './endpoint.js';
import { type EndpointSettings, type HttpTransport, type Timer, TransportError } from './ports.js';

export interface ChatCallParts {
  readonly endpoint: Endpoint;
  readonly model: RegisteredRemoteModel;
  readonly call: ModelCall;
  /** Undefined when the endpoint needs none. */
  readonly apiKey: string | undefined;
  readonly transport: HttpTransport;
  readonly timer: Timer;
  readonly settings: EndpointSettings;
}

/** One call with all its tries, until it is answered, refused or given up. */
export class ChatCall {
  private readonly headers: Headers;
  private tries = 0;
  private wasEmpty = false;
  private oneByOne = false;
  private latencyMs = 0;

  constructor(
    private readonly parts: ChatCallParts,
    private readonly signal: AbortSignal,
  ) {
    this.headers = {
      'content-type': 'application/json',
      accept: 'application/json',
      ...(parts.apiKey === undefined ? undefined : { authorization: `Bearer ${parts.apiKey}` }),
    };
  }

  /** @throws ContextTooLongError, ModelRefusedError, ModelUnavailableError, CallCancelledError */
  async run(): Promise<Completion[]> {
    for (;;) {
      const dialect = await this.dialect();
      const asked = this.asked(dialect);
      const meaning = await this.try(dialect, asked);
      const samples = await this.follow(meaning, asked);
      if (samples) return samples.map((sample, i) => this.toCompletion(sample, i));
    }
  }

  private async dialect(): Promise<Dialect> {
    const { endpoint, model } = this.parts;
    const dialect = await endpoint.dialect(model, this.headers, this.signal);
    return this.oneByOne ? { ...dialect, maxSamples: 1 } : dialect;
  }

  private asked(dialect: Dialect): Asked {
    const { endpoint, model, call } = this.parts;
    return {
      endpoint: endpoint.url,
      remoteName: model.remoteName,
      apiKeyRef: model.apiKeyRef,
      call,
      samples: samplesAsked(call, dialect),
      tokensField: dialect.tokensField,
    };
  }

  private async try(dialect: Dialect, asked: Asked): Promise<Meaning> {
    const { endpoint, model, call, transport, timer } = this.parts;
    await endpoint.limiter.acquire(this.signal);
    const startedMs = timer.nowMs();
    this.tries += 1;
    try {
      const reply = await transport.send(
        {
          method: 'POST',
          url: `${endpoint.url}/chat/completions`,
          headers: this.headers,
          body: chatRequest(model.remoteName, call, dialect),
          timeoutMs: model.timeoutMs,
        },
        this.signal,
      );
      this.latencyMs = timer.nowMs() - startedMs;
      return this.read(reply, asked);
    } catch (error) {
      if (!(error instanceof TransportError)) throw error;
      return { kind: 'retry', reason: `${endpoint.url} ${error.message}`, throttled: false };
    } finally {
      endpoint.limiter.release();
    }
  }

  private read(reply: HttpReply, asked: Asked): Meaning {
    const { limiter } = this.parts.endpoint;
    if (reply.status === 200) {
      limiter.succeeded(this.latencyMs);
      return readSuccess(reply, asked);
    }
    const meaning = readFailure(reply, asked);
    if (meaning.kind === 'retry' && meaning.throttled) {
      limiter.throttled(retryAfterMs(reply.retryAfter, this.parts.timer.nowMs()) ?? 0);
    }
    return meaning;
  }

  /** The samples, or undefined when another try is to be made. */
  private async follow(meaning: Meaning, asked: Asked): Promise<readonly Sampled[] | undefined> {
    switch (meaning.kind) {
      case 'given':
        return this.accept(meaning.samples, asked);
      case 'empty':
        if (this.wasEmpty || this.isLastTry()) return this.accept(meaning.samples, asked);
        this.wasEmpty = true;
        return undefined;
      case 'rephrase':
        this.rephrase(meaning.as);
        return undefined;
      case 'retry':
        await this.wait(meaning.reason);
        return undefined;
      case 'too-long':
        throw this.tooLong(meaning);
      case 'refused':
        throw await this.refused(meaning);
    }
  }

  private accept(samples: readonly Sampled[], asked: Asked): readonly Sampled[] {
    const { endpoint, model } = this.parts;
    if (samples.length < asked.samples) endpoint.learn(model, { maxSamples: samples.length });
    // That one sample was taken where several were refused shows what the refusal was about.
    if (this.oneByOne) endpoint.learn(model, { maxSamples: 1 });
    return samples;
  }

  private rephrase(as: 'one-sample' | 'max_completion_tokens'): void {
    const { endpoint, model } = this.parts;
    if (as === 'one-sample') this.oneByOne = true;
    else endpoint.learn(model, { tokensField: 'max_completion_tokens' });
  }

  private isLastTry(): boolean {
    return this.tries >= this.parts.settings.tries;
  }

  private async wait(reason: string): Promise<void> {
    const { timer, settings, apiKey } = this.parts;
    if (this.isLastTry()) {
      const said = redact(reason, apiKey);
      throw new ModelUnavailableError(`${said} (${this.tries} tries)`, this.tries);
    }
    const ms = backoffMs(this.tries, settings.backoffMs, timer.random());
    await new Promise<void>((resolve, reject) => {
      const abort = (): void => {
        callOff();
        reject(new CallCancelledError(this.tries));
      };
      const callOff = timer.after(ms, () => {
        this.signal.removeEventListener('abort', abort);
        resolve();
      });
      this.signal.addEventListener('abort', abort, { once: true });
    });
  }

  private tooLong(meaning: Extract<Meaning, { kind: 'too-long' }>): ContextTooLongError {
    const { model } = this.parts;
    const window = meaning.window ?? model.contextTokens;
    return new ContextTooLongError(model.name, meaning.tokens, window, this.tries);
  }

  private async refused(
    meaning: Extract<Meaning, { kind: 'refused' }>,
  ): Promise<ModelRefusedError> {
    const { refusal } = meaning;
    const reason =
      refusal === 'REMOTE_MODEL_NOT_FOUND'
        ? `${meaning.reason}; ${await this.served()}`
        : meaning.reason;
    return new ModelRefusedError(refusal, redact(reason, this.parts.apiKey), this.tries);
  }

  private async served(): Promise<string> {
    const names = await this.parts.endpoint.names(this.headers, this.signal);
    if (names && names.length > 0) return `it lists: ${names.slice(0, 20).join(', ')}`;
    return 'it lists no models either: the base URL may be wrong (it ends with the version, e.g. /v1)';
  }

  private toCompletion(sample: Sampled, index: number): Completion {
    return { ...sample, latencyMs: this.latencyMs, attempts: index === 0 ? this.tries : 0 };
  }
}
