import type { ServedModel } from '@equipoise/contracts';
import type { CatalogModel, RegisteredModel } from '../../models/index.js';

/**
 * What is known of a model, as arms are compared by it.
 *
 * @param base the model that it was tuned from, where that is registered
 */
export function servedModel(model: RegisteredModel, base: CatalogModel | undefined): ServedModel {
  return {
    name: model.name,
    provider: model.provider,
    endpoint: model.provider === 'openai' ? model.endpoint : '',
    fingerprint: model.fingerprint,
    baseName: base?.model.name ?? model.base ?? '',
    baseFingerprint: base?.model.fingerprint ?? '',
    precision: model.precision ?? '',
    chatTemplate: model.chatTemplate ?? '',
    adapterDigest: model.adapterDigest ?? '',
    adapterRank: model.adapterRank ?? 0,
  };
}
