import { Injectable } from '@nestjs/common';
import { Journal } from './journal.js';
import { AnswerOrigins } from './ports/adapter-checks.js';

/** Tells of models that were exchanged while they answered: their answers are of two kinds. */
@Injectable()
export class LookAtOrigins {
  constructor(
    private readonly origins: AnswerOrigins,
    private readonly journal: Journal,
  ) {}

  async execute(experimentId: string): Promise<void> {
    for (const { model, fingerprints } of await this.origins.changedModels(experimentId)) {
      await this.journal.report(experimentId, {
        guard: 'arms-comparable',
        severity: 'error',
        subject: `model ${model}`,
        message:
          `answers of ${model} come from ${fingerprints.length} different models ` +
          `(fingerprints ${fingerprints.map((own) => own.slice(0, 12)).join(', ')}): ` +
          'it was registered anew while it answered',
        remedy: 'run it again; what is served anew should have a new name',
      });
    }
  }
}
