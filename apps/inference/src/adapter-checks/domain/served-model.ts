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
    ...origin(model, base),
    precision: model.precision ?? '',
    chatTemplate: model.chatTemplate ?? '',
    adapterDigest: model.adapterDigest ?? '',
    adapterRank: model.adapterRank ?? 0,
  };
}

function origin(
  model: RegisteredModel,
  base: CatalogModel | undefined,
): Pick<ServedModel, 'baseName' | 'baseFingerprint'> {
  if (base === undefined) return { baseName: model.base ?? '', baseFingerprint: '' };
  return { baseName: base.model.name, baseFingerprint: base.model.fingerprint };
}
