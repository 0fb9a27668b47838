import type { inferenceV1 } from '@equipoise/contracts';
import type { CatalogModel } from '../domain/catalog-model.js';
import type { RemoteModelInput } from '../domain/remote-model-input.js';

/** What a request says about a model; what only the service may say is left out. */
export function toRemoteInput(model: inferenceV1.Model): RemoteModelInput {
  return {
    name: model.name,
    base: model.base,
    adapterDigest: model.adapterDigest,
    endpoint: model.endpoint,
    remoteName: model.remoteName,
    apiKeyRef: model.apiKeyRef,
    contextTokens: model.contextTokens,
    tokenProbabilities: model.tokenProbabilities,
    inputUsdPerMillion: model.inputUsdPerMillion,
    outputUsdPerMillion: model.outputUsdPerMillion,
    maxConcurrency: model.maxConcurrency,
    timeoutMs: model.timeoutMs,
    licence: model.licence,
  };
}

export function toModelMessage({ model, status }: CatalogModel): inferenceV1.Model {
  const remote = model.provider === 'openai' ? model : undefined;
  return {
    name: model.name,
    provider: model.provider,
    base: model.base ?? '',
    adapterDigest: model.adapterDigest ?? '',
    fingerprint: model.fingerprint,
    contextTokens: model.contextTokens,
    tokenProbabilities: remote?.tokenProbabilities ?? true,
    status,
    endpoint: remote?.endpoint ?? '',
    remoteName: remote?.remoteName ?? '',
    apiKeyRef: remote?.apiKeyRef ?? '',
    inputUsdPerMillion: model.prices.inputUsdPerMillion,
    outputUsdPerMillion: model.prices.outputUsdPerMillion,
    maxConcurrency: remote?.maxConcurrency ?? 0,
    timeoutMs: remote?.timeoutMs ?? 0,
    licence: model.licence,
    sizeBytes: model.sizeBytes,
  };
}
