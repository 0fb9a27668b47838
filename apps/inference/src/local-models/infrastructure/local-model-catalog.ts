import { contentKey } from '@equipoise/kernel';
import { type ManifestModel, ModelCache, sizeBytes, UnknownModelError } from '@equipoise/models';
import { Injectable } from '@nestjs/common';
import { type CatalogModel, LocalModels } from '../../models/index.js';
import { CHAT_TEMPLATE } from '../domain/chatml.js';

const FREE = { inputUsdPerMillion: 0, outputUsdPerMillion: 0 };

/** The chat models of the manifest, as models that can be asked by name. */
@Injectable()
export class LocalModelCatalog extends LocalModels {
  constructor(private readonly cache: ModelCache) {
    super();
  }

  override async list(): Promise<CatalogModel[]> {
    return Promise.all(this.chatModels().map((model) => this.toCatalogModel(model)));
  }

  /** @returns the model of that name or alias, under its name; undefined when there is none */
  async find(name: string): Promise<CatalogModel | undefined> {
    try {
      const model = this.cache.model(name);
      return model.kind === 'chat' ? await this.toCatalogModel(model) : undefined;
    } catch (error) {
      if (error instanceof UnknownModelError) return undefined;
      throw error;
    }
  }

  private chatModels(): ManifestModel[] {
    return this.cache.models.filter(({ kind }) => kind === 'chat');
  }

  private async toCatalogModel(model: ManifestModel): Promise<CatalogModel> {
    const [weights] = model.files;
    const isPresent = await this.cache.isPresent(model);
    return {
      status: isPresent ? 'ready' : 'not-downloaded',
      model: {
        provider: 'local',
        name: model.name,
        file: this.cache.filePath(model, weights),
        adapterFile: undefined,
        base: undefined,
        adapterDigest: undefined,
        adapterRank: undefined,
        precision: model.precision,
        chatTemplate: CHAT_TEMPLATE,
        fingerprint: contentKey({ weights: weights.sha256, template: CHAT_TEMPLATE }),
        contextTokens: model.contextTokens,
        prices: FREE,
        licence: model.licence,
        sizeBytes: sizeBytes(model),
      },
    };
  }
}
