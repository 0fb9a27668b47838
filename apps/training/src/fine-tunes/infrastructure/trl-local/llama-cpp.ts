import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { TrainingConfig } from '../../../training.config.js';
import { BackendUnavailableError } from '../../domain/fine-tunes.errors.js';
import { buildOnce, exists } from './build-once.js';
import { HostEnvironment } from './host-environment.js';
import { type Exit, runProgram } from './program.js';
import { requireSuccess } from './program-failure.js';
import { trainerVariables } from './trainer-variables.js';
import { TrlLocalFiles, type WorkFolder } from './trl-local.files.js';

/** What of llama.cpp the conversion needs: 5 MB of 200. */
const PARTS = ['convert_lora_to_gguf.py', 'convert_hf_to_gguf.py', 'conversion', 'gguf-py'];

const NO_GIT =
  'git is needed to unpack the adapter converter and was not found: install it ' +
  '(Debian and Ubuntu: apt install git; macOS: xcode-select --install; Windows: winget install Git.Git)';

/** llama.cpp's own converter of PEFT adapters, from the sources that npm brought along. */
@Injectable()
export class LlamaCpp {
  constructor(
    private readonly config: TrainingConfig,
    private readonly files: TrlLocalFiles,
    private readonly host: HostEnvironment,
  ) {}

  /** What is missing and how to get it. */
  async unavailableBecause(): Promise<string | undefined> {
    if (await exists(this.files.llamaCpp.folder)) return undefined;
    const { code } = await this.run('git', ['--version'], AbortSignal.timeout(20_000));
    return code === 0 ? undefined : NO_GIT;
  }

  /**
   * Writes the work folder's PEFT adapter as GGUF in 16 bit.
   *
   * @param base folder of the base weights
   * @throws BackendUnavailableError, OutOfResourcesError, TrainerFailedError
   */
  async convert(
    work: WorkFolder,
    { base, python }: { base: string; python: string },
    signal: AbortSignal,
  ): Promise<void> {
    await this.ensure(signal);
    // With the weights in sight the converter would read all of them; it needs the shapes only.
    await mkdir(work.baseConfig, { recursive: true });
    await copyFile(join(base, 'config.json'), join(work.baseConfig, 'config.json'));
    await rm(work.gguf, { force: true });
    const script = join(this.files.llamaCpp.folder, 'convert_lora_to_gguf.py');
    const output = ['--outtype', 'f16', '--outfile', work.gguf];
    const args = [script, '--base', work.baseConfig, ...output, work.adapter];
    requireSuccess('converting the adapter to GGUF', await this.run(python, args, signal));
  }

  private async ensure(signal: AbortSignal): Promise<void> {
    const missing = await this.unavailableBecause();
    if (missing !== undefined) throw new BackendUnavailableError(missing);
    const { folder: target, bundle } = this.files.llamaCpp;
    await buildOnce(target, async (folder) => {
      const git = async (...args: string[]): Promise<void> => {
        requireSuccess('unpacking llama.cpp', await this.run('git', args, signal));
      };
      await git('clone', '--quiet', '--no-checkout', bundle, folder);
      await git('-C', folder, 'checkout', '--quiet', 'HEAD', '--', ...PARTS);
      await rm(join(folder, '.git'), { recursive: true });
    });
  }

  private async run(command: string, args: string[], signal: AbortSignal): Promise<Exit> {
    const env = this.host.with(trainerVariables(this.config.TRAINER_THREADS));
    const graceMs = this.config.TRAINER_GRACE_SECONDS * 1000;
    return runProgram({ command, args, env, signal, graceMs });
  }
}
