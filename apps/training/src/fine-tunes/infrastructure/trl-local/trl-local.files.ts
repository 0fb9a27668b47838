import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sha256 } from '@equipoise/kernel';
import { cacheFolder } from '@equipoise/models';
import { Injectable } from '@nestjs/common';
import { TrainingConfig } from '../../../training.config.js';

const HERE = dirname(fileURLToPath(import.meta.url));
/** Pinned packages of the trainer's Python; their versions are part of a fine-tune's identity. */
export const REQUIREMENTS = join(HERE, 'requirements.txt');

/** Where the back end keeps what it needs and makes. */
@Injectable()
export class TrlLocalFiles {
  readonly cache: string;
  private readonly data: string;

  constructor(config: TrainingConfig) {
    this.cache = resolve(cacheFolder(config));
    this.data = resolve(config.TRAINING_DIR);
  }

  /** A script that is shipped beside this file. */
  script(name: 'train.py' | 'unpack_base.py'): string {
    return join(HERE, name);
  }

  /** Python environment with the pinned packages. */
  get python(): string {
    return join(this.cache, 'python', `trl-${sha256(readFileSync(REQUIREMENTS)).slice(0, 12)}`);
  }

  /** Weights of a base model as the trainer reads them. @param digest SHA-256 of its GGUF file */
  baseWeights(digest: string): string {
    return join(this.cache, 'base-weights', digest);
  }

  /** llama.cpp's own sources, in the version that serves the adapters. */
  get llamaCpp(): { readonly folder: string; readonly bundle: string } {
    const home = installedPackage('node-llama-cpp');
    const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as {
      version: string;
    };
    return {
      folder: join(this.cache, 'llama.cpp', `node-llama-cpp-${version}`),
      bundle: join(home, 'llama', 'gitRelease.bundle'),
    };
  }

  /** Data, configuration, checkpoints and PEFT files of one fine-tune. */
  work(fineTuneId: string): WorkFolder {
    return workFolder(join(this.data, 'fine-tunes', fineTuneId));
  }

  /** @param digest SHA-256 of the file */
  adapter(digest: string): string {
    return join(this.data, 'adapters', `${digest}.gguf`);
  }
}

// Its `package.json` is not among its exports, so it cannot be resolved as a module.
function installedPackage(name: string, from = HERE): string {
  const folder = join(from, 'node_modules', name);
  if (existsSync(folder)) return folder;
  if (dirname(from) === from) throw new Error(`${name} is not installed: run "npm install" again`);
  return installedPackage(name, dirname(from));
}

/** One fine-tune's folder. */
export interface WorkFolder {
  readonly path: string;
  /** JSON Lines of training pairs. */
  readonly data: string;
  readonly config: string;
  /** Folder of checkpoints. */
  readonly output: string;
  /** Folder with the PEFT files of the finished adapter and the trainer's record. */
  readonly adapter: string;
  /** Folder with the base model's `config.json` alone. */
  readonly baseConfig: string;
  readonly gguf: string;
  /** What its trainers wrote, all attempts. */
  readonly log: string;
  /** Secret of the progress posts. */
  readonly token: string;
  /** Which process trains here. */
  readonly pid: string;
  /** Written last. */
  readonly result: string;
}

function workFolder(path: string): WorkFolder {
  return {
    path,
    data: join(path, 'train.jsonl'),
    config: join(path, 'config.json'),
    output: join(path, 'checkpoints'),
    adapter: join(path, 'adapter'),
    baseConfig: join(path, 'base'),
    gguf: join(path, 'adapter.gguf'),
    log: join(path, 'trainer.log'),
    token: join(path, 'progress.token'),
    pid: join(path, 'trainer.pid'),
    result: join(path, 'result.json'),
  };
}
