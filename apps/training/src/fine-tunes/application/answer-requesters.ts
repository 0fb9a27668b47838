import { type DomainError, reasonOf } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { Adapter } from '../domain/fine-tune.js';
import type { TrainingRun } from '../domain/training-run.js';
import type { IdentifiedFineTune } from './identify-fine-tune.js';
import {
  FineTuneJournal,
  FineTuneRepository,
  type FineTuneInHand,
  type TrainedAdapter,
  TrainingRuns,
  UnitOfWork,
} from './ports.js';
import { RegisterAdapter } from './register-adapter.js';

/** Ends runs and tells everybody who waits: both happen or neither. */
@Injectable()
export class AnswerRequesters {
  constructor(
    private readonly runs: TrainingRuns,
    private readonly repository: FineTuneRepository,
    private readonly journal: FineTuneJournal,
    private readonly registerAdapter: RegisterAdapter,
    private readonly work: UnitOfWork,
  ) {}

  /** @throws RemoteError when inference cannot take the adapter */
  async succeeded(
    { id, waiting }: FineTuneInHand,
    run: TrainingRun,
    made: { readonly identified: IdentifiedFineTune; readonly trained: TrainedAdapter },
    signal: AbortSignal,
  ): Promise<void> {
    const { identified, trained } = made;
    const adapter = await this.registerAdapter.execute(identified, trained, signal);
    await this.work.run(async () => {
      if (!(await this.runs.end(run, 'succeeded', ''))) return;
      const wallSeconds = await this.repository.setSucceeded(id, adapter, {
        trained,
        wallSeconds: 0,
      });
      for (const requester of waiting) {
        await this.journal.ready(requester, id, adapter, { wallSeconds, reused: false });
      }
    });
  }

  async reused(
    { id, waiting }: FineTuneInHand,
    identified: IdentifiedFineTune,
    earlier: Adapter,
    signal: AbortSignal,
  ): Promise<void> {
    const adapter = await this.registerAdapter.execute(identified, earlier, signal);
    await this.work.run(async () => {
      for (const requester of waiting) {
        await this.journal.ready(requester, id, adapter, { wallSeconds: 0, reused: true });
      }
    });
  }

  async failed({ id, run, waiting }: FineTuneInHand, error: DomainError): Promise<void> {
    const reason = reasonOf(error);
    await this.work.run(async () => {
      if (run && !(await this.runs.end(run, 'failed', reason))) return;
      await this.repository.setOutcome(id, 'failed', reason);
      for (const requester of waiting) await this.journal.failed(requester, error.code, reason);
    });
  }

  /** Those who came while it was ending go on waiting, for the next run. */
  async cancelled({ id, waiting }: FineTuneInHand, run: TrainingRun): Promise<void> {
    const reason = 'nobody waited for it any more';
    await this.work.run(async () => {
      if (!(await this.runs.end(run, 'cancelled', reason))) return;
      if (waiting.length === 0) await this.repository.setOutcome(id, 'cancelled', reason);
    });
  }
}
