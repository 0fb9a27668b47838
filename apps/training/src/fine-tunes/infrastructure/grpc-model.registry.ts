import { InferenceClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { type AdapterOf, type BaseModel, ModelRegistry } from '../application/ports.js';
import type { Adapter } from '../domain/fine-tune.js';
import { BaseNotTrainableError } from '../domain/fine-tunes.errors.js';

/** Asks the inference service. */
@Injectable()
export class GrpcModelRegistry extends ModelRegistry {
  constructor(private readonly inference: InferenceClient) {
    super();
  }

  override async base(name: string, signal: AbortSignal): Promise<BaseModel> {
    const { model } = await this.inference.call('getModel', { name }, { signal });
    if (!model) throw new BaseNotTrainableError(name, 'inference does not describe it');
    if (model.base !== '') {
      throw new BaseNotTrainableError(name, `it is an adapter already; its base is ${model.base}`);
    }
    const { endpoint, remoteName, fingerprint } = model;
    return { name: model.name, fingerprint, endpoint, remoteName };
  }

  override async register(
    adapter: Adapter,
    { base, rank }: AdapterOf,
    signal: AbortSignal,
  ): Promise<void> {
    const { model: name, format, path, digest } = adapter;
    const request = { name, base, format, path, digest, rank };
    await this.inference.call('registerAdapter', request, { signal });
  }
}
