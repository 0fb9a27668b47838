import { type FieldViolation, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { CatalogModel, StoredAdapter } from '../domain/catalog-model.js';
import { InvalidModelError, ModelNameTakenError } from '../domain/models.errors.js';
import { digestFault, modelNameFault } from '../domain/remote-model-input.js';
import { ModelCatalog } from './model-catalog.js';
import { type FileDigest, FileReader, ModelRepository } from './ports.js';

export interface RegisterAdapterCommand {
  readonly name: string;
  /** Name of a local base model. */
  readonly base: string;
  /** GGUF file readable by this service. */
  readonly path: string;
  /** SHA-256 of that file. */
  readonly digest: string;
}

/** Makes a GGUF adapter of a local base model usable as a model of its own. */
@Injectable()
export class RegisterAdapter {
  constructor(
    private readonly catalog: ModelCatalog,
    private readonly models: ModelRepository,
    private readonly files: FileReader,
  ) {}

  /**
   * Registering the same adapter again changes nothing.
   *
   * @throws InvalidModelError when a field is at fault, the file cannot be read or has another digest
   * @throws ModelNotFoundError when the base model does not exist
   * @throws ModelNameTakenError when the name belongs to another model
   */
  async execute(command: RegisterAdapterCommand): Promise<CatalogModel> {
    refuse('name', modelNameFault(command.name));
    refuse('digest', digestFault(command.digest));
    const { model: base } = await this.catalog.get(command.base);
    refuse('base', baseFault(base.provider, base.adapterDigest, command.base));
    const file = await this.read(command.path);
    refuse('path', magicFault(file.magic, command.path));
    refuse('digest', contentFault(file.digest, command));
    await this.add({
      name: command.name,
      base: base.name,
      file: command.path,
      digest: file.digest,
      sizeBytes: file.sizeBytes,
      rank: await this.files.adapterRank(command.path),
    });
    return this.catalog.get(command.name);
  }

  private async read(path: string): Promise<FileDigest> {
    return this.files.digest(path).catch((error: unknown) => {
      throw violation(
        'path',
        `${path} cannot be read by the inference service: ${reasonOf(error)}`,
      );
    });
  }

  private async add(adapter: StoredAdapter): Promise<void> {
    const { name } = adapter;
    const owner = await this.catalog.find(name);
    if (owner && (owner.model.provider !== 'local' || owner.model.adapterDigest === undefined)) {
      throw new ModelNameTakenError(name, `the ${owner.model.provider} model ${owner.model.name}`);
    }
    const stored = await this.models.addAdapter(adapter);
    if (stored?.digest === adapter.digest && stored.base === adapter.base) return;
    throw new ModelNameTakenError(
      name,
      `another adapter (${stored?.digest ?? 'a registered model'})`,
    );
  }
}

function violation(path: string, message: string): InvalidModelError {
  return new InvalidModelError([{ path, message } satisfies FieldViolation]);
}

function refuse(path: string, fault: string | undefined): void {
  if (fault !== undefined) throw violation(path, fault);
}

function baseFault(provider: string, digest: string | undefined, base: string): string | undefined {
  if (provider !== 'local') {
    return `${base} is served by an endpoint: load the adapter there and register the name it gets as a model`;
  }
  return digest === undefined ? undefined : `${base} is itself an adapter; name its base model`;
}

function magicFault(magic: string, path: string): string | undefined {
  if (magic === 'GGUF') return undefined;
  return `${path} is not a GGUF file: convert the adapter with llama.cpp's convert_lora_to_gguf.py`;
}

function contentFault(found: string, { digest, path }: RegisterAdapterCommand): string | undefined {
  if (found === digest) return undefined;
  return `${path} has the SHA-256 ${found}, not ${digest}: the file is another one, or incomplete`;
}
