import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, FormData } from 'undici';
import type { z } from 'zod';
import { BackendUnavailableError } from '../../domain/fine-tunes.errors.js';
import { exchange, NoReplyError } from './api-exchange.js';
import {
  ApiOutOfReachError,
  type ApiReply,
  beginningOf,
  failureOf,
  isNotFound,
  isOutOfCredit,
  notThisApi,
  parseJson,
} from './api-failure.js';
import { pauseMs } from './api-pause.js';
import { FineTuningApiConfig } from './fine-tuning-api.config.js';
import { FineTuningApiKey } from './fine-tuning-api.key.js';

const CALL_TIMEOUT_MS = 60_000;
/** A training file may have hundreds of megabytes. */
const UPLOAD_TIMEOUT_MS = 900_000;
const CONNECT_TIMEOUT_MS = 10_000;
/** The longest answer is the losses of all steps. */
const MAX_REPLY_BYTES = 64 * 1024 * 1024;
/** Tries of a call that is told to come back later; whoever made it then waits longer. */
const MOST_TRIES = 4;

const NO_URL =
  'FINE_TUNING_API_URL is not set: name the base URL of an OpenAI-compatible fine-tuning API, e.g. https://api.openai.com/v1';

/** One call of the API. */
export interface ApiCall {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** With its query, e.g. `/files?purpose=fine-tune`. */
  readonly path: string;
  /** Sent as JSON, or as it is where it is a form. */
  readonly body?: object;
}

/**
 * Calls the API. A call that is throttled (429) is made again here, a few times; whatever else may
 * pass is up to the caller.
 */
@Injectable()
export class FineTuningApiClient implements OnApplicationShutdown {
  // One deadline of ours covers headers and body.
  private readonly agent = new Agent({
    connect: { timeout: CONNECT_TIMEOUT_MS },
    headersTimeout: 0,
    bodyTimeout: 0,
    maxResponseSize: MAX_REPLY_BYTES,
  });

  constructor(
    private readonly config: FineTuningApiConfig,
    private readonly key: FineTuningApiKey,
  ) {}

  /** Base URL. @throws BackendUnavailableError without one */
  get url(): string {
    const url = this.config.FINE_TUNING_API_URL;
    if (url === undefined) throw new BackendUnavailableError(NO_URL);
    return url;
  }

  /** Why it cannot be called and the way out; undefined when it can. */
  get fault(): string | undefined {
    return this.config.FINE_TUNING_API_URL === undefined ? NO_URL : this.key.fault;
  }

  /** @throws ApiOutOfReachError, BackendUnavailableError, TrainerRefusedError */
  async ask<S extends z.ZodType>(
    call: ApiCall,
    schema: S,
    signal: AbortSignal,
  ): Promise<z.output<S>> {
    return this.read(call, await this.send(call, signal), schema);
  }

  /** The same; undefined where there is no such thing. */
  async find<S extends z.ZodType>(
    call: ApiCall,
    schema: S,
    signal: AbortSignal,
  ): Promise<z.output<S> | undefined> {
    const reply = await this.send(call, signal);
    return isNotFound(reply) ? undefined : this.read(call, reply, schema);
  }

  /** The text of a file; undefined where there is no such file. */
  async text(path: string, signal: AbortSignal): Promise<string | undefined> {
    const call: ApiCall = { method: 'GET', path };
    const reply = await this.send(call, signal);
    return isNotFound(reply) ? undefined : this.requireSuccess(call, reply);
  }

  async onApplicationShutdown(): Promise<void> {
    await this.agent.destroy();
  }

  private read<S extends z.ZodType>(call: ApiCall, reply: ApiReply, schema: S): z.output<S> {
    const body = this.requireSuccess(call, reply);
    const read = schema.safeParse(parseJson(body));
    if (read.success) return read.data;
    const said = beginningOf(this.key.redact(body));
    throw notThisApi(`${this.url} answered ${nameOf(call)} in a way of its own: ${said}`);
  }

  private requireSuccess(call: ApiCall, reply: ApiReply): string {
    if (reply.status >= 200 && reply.status < 300) return reply.body;
    const shown = { ...reply, body: this.key.redact(reply.body) };
    throw failureOf(shown, { what: nameOf(call), api: this.url, key: this.key.place });
  }

  private async send(call: ApiCall, signal: AbortSignal): Promise<ApiReply> {
    for (let tries = 1; ; tries += 1) {
      const reply = await this.sendOnce(call, signal);
      if (reply.status !== 429 || tries >= MOST_TRIES || isOutOfCredit(reply)) return reply;
      await sleep(pauseMs(tries, reply.retryAfterMs), undefined, { signal });
    }
  }

  private async sendOnce({ method, path, body }: ApiCall, signal: AbortSignal): Promise<ApiReply> {
    const isForm = body instanceof FormData;
    const request = {
      method,
      url: `${this.url}${path}`,
      headers: {
        authorization: this.key.authorization(),
        ...(body && !isForm ? { 'content-type': 'application/json' } : {}),
      },
      body: isForm ? body : body ? JSON.stringify(body) : null,
      timeoutMs: isForm ? UPLOAD_TIMEOUT_MS : CALL_TIMEOUT_MS,
    };
    try {
      return await exchange(request, this.agent, signal);
    } catch (error) {
      if (!(error instanceof NoReplyError)) throw error;
      throw new ApiOutOfReachError(`${this.url} ${this.key.redact(error.message)}`);
    }
  }
}

function nameOf({ method, path }: ApiCall): string {
  return `${method} ${path.replace(/\?.*/, '')}`;
}
