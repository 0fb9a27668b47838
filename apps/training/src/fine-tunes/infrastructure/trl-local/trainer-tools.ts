import { Injectable } from '@nestjs/common';
import { BackendUnavailableError } from '../../domain/fine-tunes.errors.js';
import { type BaseWeights, BaseWeightsCache } from './base-weights.js';
import { LlamaCpp } from './llama-cpp.js';
import { PythonEnvironment } from './python-environment.js';
import type { WorkFolder } from './trl-local.files.js';

/** All that a training on this machine needs, in place. */
export interface Tools {
  /** Interpreter with the trainer's packages. */
  readonly python: string;
  /** Versions of those packages. */
  readonly packages: Readonly<Record<string, string | null>>;
  readonly weights: BaseWeights;
  /** Writes the work folder's PEFT adapter as GGUF. */
  convert(work: WorkFolder, signal: AbortSignal): Promise<void>;
}

/** Gets a trainer's tools, each once. */
@Injectable()
export class TrainerTools {
  constructor(
    private readonly environment: PythonEnvironment,
    private readonly baseWeights: BaseWeightsCache,
    private readonly llamaCpp: LlamaCpp,
  ) {}

  async unavailableBecause(): Promise<string | undefined> {
    return (
      (await this.environment.unavailableBecause()) ?? (await this.llamaCpp.unavailableBecause())
    );
  }

  /**
   * @param base name of the base model
   * @param tell gets what is being done, for a person
   * @throws BackendUnavailableError, ModelDownloadError, OutOfResourcesError, TrainerFailedError
   */
  async ensure(base: string, tell: (detail: string) => void, signal: AbortSignal): Promise<Tools> {
    const missing = await this.unavailableBecause();
    if (missing !== undefined) throw new BackendUnavailableError(missing);
    const python = await this.environment.ensure(tell, signal);
    const weights = await this.baseWeights.ensure(base, python, { tell, signal });
    return {
      python,
      packages: await this.environment.versions(python),
      weights,
      convert: (work, stop) => this.llamaCpp.convert(work, { base: weights.folder, python }, stop),
    };
  }
}
