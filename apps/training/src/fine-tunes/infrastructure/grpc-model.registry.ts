import { InferenceClient } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { type BaseModel, ModelRegistry } from '../application/ports.js';
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
    if (model.provider !== 'local') {
      throw new BaseNotTrainableError(
        name,
        `it is served by ${model.endpoint}, so its weights are out of reach; choose a local model`,
      );
    }
    if (model.base !== '') {
      throw new BaseNotTrainableError(name, `it is an adapter already; its base is ${model.base}`);
    }
    return { name: model.name, fingerprint: model.fingerprint };
  }

  override async register(adapter: Adapter, base: string, signal: AbortSignal): Promise<void> {
    const { model: name, path, digest } = adapter;
    await this.inference.call('registerAdapter', { name, base, path, digest }, { signal });
  }
}
