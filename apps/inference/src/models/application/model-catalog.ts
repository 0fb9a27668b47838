import { Injectable } from '@nestjs/common';
import type { CatalogModel, StoredAdapter } from '../domain/catalog-model.js';
import { tunedFingerprint } from '../domain/fingerprints.js';
import { ModelNotFoundError } from '../domain/models.errors.js';
import { LocalModels, ModelRepository } from './ports.js';

/** All models that can be asked by name: local ones, registered endpoints and adapters. */
@Injectable()
export class ModelCatalog {
  constructor(
    private readonly locals: LocalModels,
    private readonly models: ModelRepository,
  ) {}

  /** In order of their names. An adapter whose base model is gone is left out: it cannot be run. */
  async list(): Promise<CatalogModel[]> {
    const [locals, remotes, adapters] = await Promise.all([
      this.locals.list(),
      this.models.remotes(),
      this.models.adapters(),
    ]);
    const bases = new Map(locals.map((entry) => [entry.model.name, entry]));
    const tuned = adapters.flatMap((adapter) => {
      const base = bases.get(adapter.base);
      return base ? [withAdapter(base, adapter)] : [];
    });
    const remote = remotes.map((model): CatalogModel => ({ model, status: 'ready' }));
    return [...locals, ...tuned, ...remote].sort((a, b) => (a.model.name < b.model.name ? -1 : 1));
  }

  /** By name, or by the alias of a local model; undefined when there is none. */
  async find(name: string): Promise<CatalogModel | undefined> {
    const registered = await this.models.find(name);
    if (!registered) return this.locals.find(name);
    if ('provider' in registered) return { model: registered, status: 'ready' };
    const base = await this.locals.find(registered.base);
    return base && withAdapter(base, registered);
  }

  /** @throws ModelNotFoundError naming the models that exist */
  async get(name: string): Promise<CatalogModel> {
    const found = await this.find(name);
    if (found) return found;
    const all = await this.list();
    throw new ModelNotFoundError(
      name,
      all.map(({ model }) => model.name),
    );
  }
}

function withAdapter(base: CatalogModel, adapter: StoredAdapter): CatalogModel {
  const { model, status } = base;
  if (model.provider !== 'local') throw new TypeError(`${model.name} is not a local model`);
  return {
    status,
    model: {
      ...model,
      name: adapter.name,
      base: model.name,
      adapterFile: adapter.file,
      adapterDigest: adapter.digest,
      adapterRank: adapter.rank,
      fingerprint: tunedFingerprint(model.fingerprint, adapter.digest),
      sizeBytes: adapter.sizeBytes,
    },
  };
}
