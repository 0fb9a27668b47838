import type { inferenceV1 } from '@equipoise/contracts';
import type { CatalogModel } from '../domain/catalog-model.js';
import type { RemoteModelInput } from '../domain/remote-model-input.js';

/** What a request says about a model; what only the service may say is left out. */
export function toRemoteInput(model: inferenceV1.Model): RemoteModelInput {
  return {
    name: model.name,
    base: model.base,
    adapterDigest: model.adapterDigest,
    adapterRank: model.adapterRank,
    precision: model.precision,
    chatTemplate: model.chatTemplate,
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

/** What a local model says of an endpoint; its runtime always gives token probabilities. */
const NO_ENDPOINT = {
  tokenProbabilities: true,
  endpoint: '',
  remoteName: '',
  apiKeyRef: '',
  maxConcurrency: 0,
  timeoutMs: 0,
};

export function toModelMessage({ model, status }: CatalogModel): inferenceV1.Model {
  const remote = model.provider === 'openai' ? model : NO_ENDPOINT;
  return {
    name: model.name,
    provider: model.provider,
    base: model.base ?? '',
    adapterDigest: model.adapterDigest ?? '',
    fingerprint: model.fingerprint,
    contextTokens: model.contextTokens,
    tokenProbabilities: remote.tokenProbabilities,
    status,
    endpoint: remote.endpoint,
    remoteName: remote.remoteName,
    apiKeyRef: remote.apiKeyRef ?? '',
    inputUsdPerMillion: model.prices.inputUsdPerMillion,
    outputUsdPerMillion: model.prices.outputUsdPerMillion,
    maxConcurrency: remote.maxConcurrency,
    timeoutMs: remote.timeoutMs,
    licence: model.licence,
    sizeBytes: model.sizeBytes,
    precision: model.precision ?? '',
    chatTemplate: model.chatTemplate ?? '',
    adapterRank: model.adapterRank ?? 0,
  };
}
