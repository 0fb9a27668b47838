import { mkdir, open, rename } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Injectable } from '@nestjs/common';
import { TrainingConfig } from '../../../training.config.js';

/** Where a run's files lie on the volume that this service and the pods share. */
@Injectable()
export class JobFiles {
  private readonly root: string;

  constructor(config: TrainingConfig) {
    this.root = resolve(config.TRAINING_DIR);
  }

  /** Path of a fine-tune's folder within the volume: its runs go on from each other's checkpoints. */
  subPath(fineTuneId: string): string {
    return `fine-tunes/${fineTuneId}`;
  }

  /** Folder of the finished adapter, as the trainer left it. */
  trained(fineTuneId: string): string {
    return join(this.root, this.subPath(fineTuneId), 'adapter');
  }

  /** Folder that a server of models reads adapters from, one folder each. */
  adapter(name: string): string {
    return join(this.root, 'adapters', name);
  }

  /** Writes the training data, whole or not at all. */
  async writeData(fineTuneId: string, text: string): Promise<void> {
    const folder = join(this.root, this.subPath(fineTuneId), 'data');
    await mkdir(folder, { recursive: true, mode: 0o775 });
    const part = join(folder, '.train.jsonl.part');
    const file = await open(part, 'w', 0o664);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(part, join(folder, 'train.jsonl'));
  }
}
