import { Injectable } from '@nestjs/common';
import {
  type Completion,
  type ModelCall,
  ModelRefusedError,
  ModelRuntime,
} from '../../generations/index.js';
import type { RegisteredModel, RegisteredRemoteModel } from '../../models/index.js';
import { ChatCall } from './chat-call.js';
import { Endpoint } from './endpoint.js';
import { EndpointLimiter } from './endpoint-limiter.js';
import { ApiKeys, EndpointSettings, HttpTransport, Timer } from './ports.js';

/** Runs models behind OpenAI-compatible endpoints. */
@Injectable()
export class EndpointRuntime extends ModelRuntime {
  readonly provider = 'openai';
  private readonly endpoints = new Map<string, Endpoint>();

  constructor(
    private readonly transport: HttpTransport,
    private readonly keys: ApiKeys,
    private readonly timer: Timer,
    private readonly settings: EndpointSettings,
  ) {
    super();
  }

  override concurrency(model: RegisteredModel): number {
    return remote(model).maxConcurrency;
  }

  override async complete(
    model: RegisteredModel,
    call: ModelCall,
    signal: AbortSignal,
  ): Promise<Completion[]> {
    const target = remote(model);
    const { transport, timer, settings } = this;
    const apiKey = this.keyOf(target);
    const endpoint = this.endpointOf(target);
    return new ChatCall(
      { endpoint, model: target, call, apiKey, transport, timer, settings },
      signal,
    ).run();
  }

  private keyOf({ apiKeyRef, name }: RegisteredRemoteModel): string | undefined {
    if (apiKeyRef === undefined) return undefined;
    const key = this.keys.find(apiKeyRef);
    if (key) return key;
    throw new ModelRefusedError(
      'UNAUTHORIZED',
      `the key of ${name}, ${apiKeyRef}, is not set in the environment of the inference service`,
      0,
    );
  }

  // Limits belong to whoever is asked and on whose account.
  private endpointOf(model: RegisteredRemoteModel): Endpoint {
    const key = `${model.endpoint} ${model.apiKeyRef ?? ''}`;
    let endpoint = this.endpoints.get(key);
    if (!endpoint) {
      const limiter = new EndpointLimiter(this.timer, model.maxConcurrency);
      endpoint = new Endpoint(model.endpoint, limiter, this.transport);
      this.endpoints.set(key, endpoint);
    }
    endpoint.limiter.register(model.name, model.maxConcurrency);
    return endpoint;
  }
}

function remote(model: RegisteredModel): RegisteredRemoteModel {
  if (model.provider === 'openai') return model;
  throw new TypeError(`${model.name} is not behind an endpoint`);
}
