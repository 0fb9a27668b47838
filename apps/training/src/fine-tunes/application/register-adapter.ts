import { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { type Adapter, adapterModelName } from '../domain/fine-tune.js';
import type { IdentifiedFineTune } from './identify-fine-tune.js';
import { ModelRegistry } from './ports.js';

/** Names an adapter and makes it known to inference. */
@Injectable()
export class RegisterAdapter {
  constructor(private readonly registry: ModelRegistry) {}

  /**
   * @param adapter one that was named before keeps its name
   * @returns the adapter under the name that it got
   * @throws RemoteError
   */
  async execute(
    { fineTuneId, base, spec }: IdentifiedFineTune,
    { format, path, digest, ...rest }: Omit<Adapter, 'model'> & { readonly model?: string },
    signal: AbortSignal,
  ): Promise<Adapter> {
    const model = rest.model ?? adapterModelName(base.name, fineTuneId);
    const adapter = { model, format, path, digest };
    const of = { base: base.name, rank: format === 'hosted' ? 0 : spec.settings.rank };
    try {
      await this.registry.register(adapter, of, signal);
      return adapter;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      // An adapter that was lost and trained again may differ in its last bits. A name stands for one
      // adapter for ever, so the new one gets a name of its own.
      const renamed = { ...adapter, model: `${model}-${digest.slice(0, 6)}` };
      await this.registry.register(renamed, of, signal);
      return renamed;
    }
  }
}
