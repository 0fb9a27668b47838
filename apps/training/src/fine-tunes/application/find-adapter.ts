import { Injectable } from '@nestjs/common';
import type { Adapter } from '../domain/fine-tune.js';
import { FineTuneRepository, TrainerBackend } from './ports.js';

/** The adapter that an earlier run of the same fine-tune left, if it is still there. */
@Injectable()
export class FindAdapter {
  constructor(
    private readonly repository: FineTuneRepository,
    private readonly backend: TrainerBackend,
  ) {}

  async execute(fineTuneId: string): Promise<Adapter | undefined> {
    const fineTune = await this.repository.find(fineTuneId);
    if (fineTune?.status !== 'succeeded' || !fineTune.adapter) return undefined;
    return (await this.backend.isIntact(fineTune.adapter)) ? fineTune.adapter : undefined;
  }
}
