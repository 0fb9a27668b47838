import { DomainError, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { FineTuneJournal, FineTuneRepository, type FineTuneRequest } from './ports.js';

/** Records that a request ends without an adapter, after the last try. */
@Injectable()
export class FailFineTune {
  constructor(
    private readonly repository: FineTuneRepository,
    private readonly journal: FineTuneJournal,
  ) {}

  async execute(request: FineTuneRequest, error: Error): Promise<void> {
    const expected = error instanceof DomainError;
    const reason = expected
      ? reasonOf(error)
      : `the training service failed: ${reasonOf(error)}; its log has the details`;
    await this.repository.setEnded(request.requestId, 'failed', reason);
    await this.journal.failed(request, expected ? error.code : 'TRAINING.INTERNAL', reason);
  }
}
