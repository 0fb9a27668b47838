import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ModelCache, ModelDownloader } from '@equipoise/models';
import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { TrainingConfig } from '../../../training.config.js';
import { BaseNotTrainableError } from '../../domain/fine-tunes.errors.js';
import { buildOnce } from './build-once.js';
import { HostEnvironment } from './host-environment.js';
import { runProgram } from './program.js';
import { requireSuccess } from './program-failure.js';
import { trainerVariables } from './trainer-variables.js';
import { TrlLocalFiles } from './trl-local.files.js';

/** A base model as the trainer reads it. */
export interface BaseWeights {
  /** Folder with `config.json`, safetensors and tokenizer. */
  readonly folder: string;
  /** SHA-256 of the GGUF file they were unpacked from. */
  readonly digest: string;
  /** Transformer blocks. */
  readonly layers: number;
}

const configSchema = z.object({ num_hidden_layers: z.int().min(1) });

/** The GGUF file of a base model, unpacked once to what transformers can train. */
@Injectable()
export class BaseWeightsCache {
  private readonly models: ModelCache;

  constructor(
    private readonly config: TrainingConfig,
    private readonly files: TrlLocalFiles,
    private readonly host: HostEnvironment,
  ) {
    this.models = new ModelCache(files.cache);
  }

  /**
   * @param name of the base model
   * @param python interpreter with the trainer's packages
   * @throws UnknownModelError, ModelDownloadError, DiskFullError, OutOfResourcesError, TrainerFailedError
   */
  async ensure(
    name: string,
    python: string,
    { tell, signal }: { tell: (detail: string) => void; signal: AbortSignal },
  ): Promise<BaseWeights> {
    const [file] = this.models.model(name).files;
    if (!file.name.endsWith('.gguf')) {
      throw new BaseNotTrainableError(name, 'its weights are not a GGUF file');
    }
    const source = await new ModelDownloader(this.models).download(name, {
      signal,
      onProgress: ({ doneBytes, totalBytes }) => {
        tell(`downloading ${name}: ${megabytes(doneBytes)} of ${megabytes(totalBytes)} MB`);
      },
    });
    const folder = this.files.baseWeights(file.sha256);
    await buildOnce(folder, async (output) => {
      tell(`unpacking the base weights of ${name}, once`);
      const exit = await runProgram({
        command: python,
        args: [this.files.script('unpack_base.py'), source, file.name, output],
        env: this.host.with(trainerVariables(this.config.TRAINER_THREADS)),
        signal,
        graceMs: this.config.TRAINER_GRACE_SECONDS * 1000,
      });
      requireSuccess(`unpacking the base weights of ${name}`, exit);
    });
    const json: unknown = JSON.parse(await readFile(join(folder, 'config.json'), 'utf8'));
    return { folder, digest: file.sha256, layers: configSchema.parse(json).num_hidden_layers };
  }
}

const megabytes = (bytes: number): number => Math.round(bytes / 1e6);
