import { Injectable } from '@nestjs/common';
import type { CatalogModel, RegisteredRemoteModel } from '../domain/catalog-model.js';
import { normalEndpoint } from '../domain/endpoint-url.js';
import { remoteFingerprint } from '../domain/fingerprints.js';
import { InvalidModelError, ModelNameTakenError } from '../domain/models.errors.js';
import {
  REMOTE_DEFAULTS,
  type RemoteModelInput,
  remoteModelViolations,
} from '../domain/remote-model-input.js';
import { LocalModels, ModelRepository } from './ports.js';

/** Adds or replaces a model served by an OpenAI-compatible endpoint. */
@Injectable()
export class RegisterModel {
  constructor(
    private readonly locals: LocalModels,
    private readonly models: ModelRepository,
  ) {}

  /**
   * @throws InvalidModelError with every field at fault
   * @throws ModelNameTakenError when a local model or an adapter has the name
   */
  async execute(input: RemoteModelInput): Promise<CatalogModel> {
    const violations = remoteModelViolations(input);
    if (violations.length > 0) throw new InvalidModelError(violations);
    await this.requireFree(input.name);
    const model = toRemoteModel(input);
    await this.models.saveRemote(model);
    return { model, status: 'ready' };
  }

  private async requireFree(name: string): Promise<void> {
    const [local, adapters] = await Promise.all([this.locals.find(name), this.models.adapters()]);
    if (local) throw new ModelNameTakenError(name, `the local model ${local.model.name}`);
    if (adapters.some((adapter) => adapter.name === name)) {
      throw new ModelNameTakenError(name, 'an adapter');
    }
  }
}

function toRemoteModel(input: RemoteModelInput): RegisteredRemoteModel {
  const endpoint = normalEndpoint(input.endpoint);
  const remoteName = input.remoteName || input.name;
  const adapterDigest = input.adapterDigest || undefined;
  return {
    provider: 'openai',
    name: input.name,
    base: input.base || undefined,
    adapterDigest,
    ...comparedFacts(input),
    fingerprint: remoteFingerprint({ endpoint, remoteName, adapterDigest }),
    endpoint,
    remoteName,
    apiKeyRef: input.apiKeyRef || undefined,
    maxConcurrency: input.maxConcurrency || REMOTE_DEFAULTS.maxConcurrency,
    timeoutMs: input.timeoutMs || REMOTE_DEFAULTS.timeoutMs,
    contextTokens: input.contextTokens || REMOTE_DEFAULTS.contextTokens,
    tokenProbabilities: input.tokenProbabilities,
    prices: {
      inputUsdPerMillion: input.inputUsdPerMillion,
      outputUsdPerMillion: input.outputUsdPerMillion,
    },
    licence: input.licence,
    sizeBytes: 0,
  };
}

/** What arms are compared by; what is empty is not known. */
function comparedFacts({
  precision,
  chatTemplate,
  adapterRank,
}: RemoteModelInput): Pick<RegisteredRemoteModel, 'precision' | 'chatTemplate' | 'adapterRank'> {
  return {
    precision: precision || undefined,
    chatTemplate: chatTemplate || undefined,
    adapterRank: adapterRank || undefined,
  };
}
