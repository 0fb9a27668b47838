import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { FineTuneStatus, OpenStatus } from '../domain/fine-tune.js';
import { ProgressMeter } from '../domain/progress-meter.js';
import type { RunObservation } from '../domain/training-run.js';
import {
  FineTuneJournal,
  FineTuneRepository,
  type FineTuneInHand,
  type OpenRun,
  type ProgressUpdate,
  UnitOfWork,
} from './ports.js';

interface Shown {
  readonly run: number;
  readonly meter: ProgressMeter;
  last: string;
}

/** Tells those who wait for detached runs how far they are. */
@Injectable()
export class RunProgress {
  private readonly shown = new Map<string, Shown>();

  constructor(
    private readonly repository: FineTuneRepository,
    private readonly journal: FineTuneJournal,
    private readonly work: UnitOfWork,
    private readonly clock: Clock,
  ) {}

  /** Stores and publishes what is new since the last call. */
  async show(
    { id, waiting }: FineTuneInHand,
    run: OpenRun,
    { state, step }: RunObservation,
  ): Promise<void> {
    if (state.kind !== 'open') return;
    const shown = this.of(id, run.number);
    const report = step ?? run.report;
    const isRunning = state.status === 'running';
    if (report && isRunning) shown.meter.report(report, this.clock.now().getTime());
    const detail = run.stopReason === '' ? state.detail : `ending: ${run.stopReason}`;
    shown.meter.describe(detail);
    await this.publish({ id, waiting }, shown, state.status);
  }

  private async publish(
    { id, waiting }: Pick<FineTuneInHand, 'id' | 'waiting'>,
    shown: Shown,
    status: OpenStatus,
  ): Promise<void> {
    const update: ProgressUpdate = { status, progress: shown.meter.current };
    const text = JSON.stringify(update);
    if (text === shown.last) return;
    await this.work.run(async () => {
      await this.repository.setProgress(id, update);
      for (const requester of waiting) await this.journal.progressed(requester, id, update);
    });
    shown.last = text;
  }

  /** The same for a word beside the run's own state. */
  async tell(inHand: FineTuneInHand, detail: string): Promise<void> {
    const { id, run, status } = inHand;
    const shown = this.of(id, run?.number ?? 0);
    shown.meter.describe(detail);
    await this.publish(inHand, shown, isOpen(status) ? status : 'queued');
  }

  /** Its run has ended. */
  forget(fineTuneId: string): void {
    this.shown.delete(fineTuneId);
  }

  private of(fineTuneId: string, run: number): Shown {
    const known = this.shown.get(fineTuneId);
    if (known?.run === run) return known;
    const fresh = { run, meter: new ProgressMeter(), last: '' };
    this.shown.set(fineTuneId, fresh);
    return fresh;
  }
}

function isOpen(status: FineTuneStatus): status is OpenStatus {
  return !['succeeded', 'failed', 'cancelled'].includes(status);
}
