import { Injectable } from '@nestjs/common';
import type { Experiment } from '../domain/experiment.js';
import { AdapterCheckStore } from './ports/adapter-checks.js';
import { FineTuneStore } from './ports/preparations.js';
import { WorkPublisher } from './ports/work.js';

/** Prompts on which a tuned model and its base are compared: an adapter at work shows on the first. */
const PROBE_QUESTIONS = 4;

/** Has every tuned model compared with its base as soon as it is there, before it answers. */
@Injectable()
export class RequestAdapterChecks {
  constructor(
    private readonly checks: AdapterCheckStore,
    private readonly fineTunes: FineTuneStore,
    private readonly work: WorkPublisher,
  ) {}

  async execute({ id, settings }: Experiment): Promise<void> {
    if (settings.trainsFirst && (await this.fineTunes.hasOpen(id))) return;
    const { topP, maxTokens } = settings.generation;
    for (const check of await this.checks.open(id, PROBE_QUESTIONS)) {
      await this.work.requestAdapterCheck(id, { ...check, topP, maxTokens });
    }
  }
}
