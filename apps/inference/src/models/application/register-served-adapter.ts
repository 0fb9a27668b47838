import { Injectable } from '@nestjs/common';
import type { CatalogModel, RegisteredRemoteModel } from '../domain/catalog-model.js';
import { remoteFingerprint } from '../domain/fingerprints.js';
import { InvalidModelError, ModelNameTakenError } from '../domain/models.errors.js';
import { digestFault, modelNameFault, rankFault } from '../domain/remote-model-input.js';
import { ModelCatalog } from './model-catalog.js';
import { ModelRepository } from './ports.js';

export interface RegisterServedAdapterCommand {
  readonly name: string;
  /** Name of a base model that an endpoint serves. */
  readonly base: string;
  /** `peft`: files that the endpoint loads; `hosted`: a model that is the endpoint's own. */
  readonly format: 'peft' | 'hosted';
  /** What the endpoint calls the tuned model. */
  readonly remoteName: string;
  /** SHA-256, 64 hexadecimal digits. */
  readonly digest: string;
  /** 1 to 512; 0 when unknown. */
  readonly rank: number;
}

/** Makes a tuned model that its base's endpoint serves usable by name, on the base's terms. */
@Injectable()
export class RegisterServedAdapter {
  constructor(
    private readonly catalog: ModelCatalog,
    private readonly models: ModelRepository,
  ) {}

  /**
   * Registering the same adapter again changes nothing.
   *
   * @throws InvalidModelError when a field is at fault
   * @throws ModelNotFoundError when the base model does not exist
   * @throws ModelNameTakenError when the name belongs to another model
   */
  async execute(command: RegisterServedAdapterCommand): Promise<CatalogModel> {
    refuse('name', modelNameFault(command.name));
    refuse('digest', digestFault(command.digest));
    refuse('rank', rankFault(command.rank));
    if (command.remoteName === '') refuse('path', 'is empty: name the model as the endpoint does');
    const { model: base } = await this.catalog.get(command.base);
    if (base.provider !== 'openai') {
      throw violation(
        'base',
        `${base.name} is run by inference itself, from a GGUF file, but the adapter is "${command.format}": ` +
          'register the base as served by an endpoint that loads such adapters, or train with a back end that makes GGUF',
      );
    }
    if (base.base !== undefined) {
      throw violation('base', `${base.name} is itself an adapter; name its base model`);
    }
    const model = tunedModel(base, command);
    await this.add(model);
    return { model, status: 'ready' };
  }

  private async add(model: RegisteredRemoteModel): Promise<void> {
    const { name, base, adapterDigest } = model;
    const owner = await this.catalog.find(name);
    if (owner?.model.provider === 'local') {
      throw new ModelNameTakenError(name, `the local model ${owner.model.name}`);
    }
    const stored = await this.models.addRemote(model);
    if (!stored) return;
    if ('provider' in stored && stored.base === base && stored.adapterDigest === adapterDigest) {
      return;
    }
    throw new ModelNameTakenError(name, 'another model');
  }
}

function tunedModel(
  base: RegisteredRemoteModel,
  { name, remoteName, digest, rank }: RegisterServedAdapterCommand,
): RegisteredRemoteModel {
  const { endpoint } = base;
  return {
    ...base,
    name,
    remoteName,
    base: base.name,
    adapterDigest: digest,
    adapterRank: rank || undefined,
    fingerprint: remoteFingerprint({ endpoint, remoteName, adapterDigest: digest }),
  };
}

function violation(path: string, message: string): InvalidModelError {
  return new InvalidModelError([{ path, message }]);
}

function refuse(path: string, fault: string | undefined): void {
  if (fault !== undefined) throw violation(path, fault);
}
