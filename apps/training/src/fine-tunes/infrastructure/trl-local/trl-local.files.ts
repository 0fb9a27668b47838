import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
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
    const home = dirname(createRequire(import.meta.url).resolve('node-llama-cpp/package.json'));
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
    return new WorkFolder(join(this.data, 'fine-tunes', fineTuneId));
  }

  /** @param digest SHA-256 of the file */
  adapter(digest: string): string {
    return join(this.data, 'adapters', `${digest}.gguf`);
  }
}

/** One fine-tune's folder. */
export class WorkFolder {
  constructor(readonly path: string) {}

  readonly data = this.file('train.jsonl');
  readonly config = this.file('config.json');
  /** Checkpoints. */
  readonly output = this.file('checkpoints');
  /** PEFT files of the finished adapter and the trainer's record. */
  readonly adapter = this.file('adapter');
  readonly baseConfig = this.file('base');
  readonly gguf = this.file('adapter.gguf');
  readonly token = this.file('progress.token');
  readonly pid = this.file('trainer.pid');
  /** Written last. */
  readonly result = this.file('result.json');

  private file(name: string): string {
    return join(this.path, name);
  }
}
