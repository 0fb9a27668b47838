import type { GuardFinding } from '@equipoise/contracts';
import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { Cell } from '../domain/cell.js';
import {
  type Experiment,
  type ExperimentStatus,
  hasEnded,
  mayBecome,
} from '../domain/experiment.js';
import { isProgressDue } from '../domain/progress.js';
import { EventLog, ProgressReader } from './ports/journal-ports.js';
import { ExperimentStore } from './ports/stores.js';

/** Changes what watchers see, and tells them, in the transaction under way. */
@Injectable()
export class Journal {
  constructor(
    private readonly experiments: ExperimentStore,
    private readonly log: EventLog,
    private readonly progress: ProgressReader,
    private readonly clock: Clock,
  ) {}

  /** Takes the step if the life cycle has it. @returns the experiment as it is now */
  async become(experiment: Experiment, status: ExperimentStatus, reason = ''): Promise<Experiment> {
    if (!mayBecome(experiment.status, status)) return experiment;
    const endedAt = hasEnded(status) ? this.clock.now() : null;
    if (endedAt) await this.tellProgress(experiment.id, { isForced: true });
    await this.experiments.setStatus(experiment.id, { status, reason, endedAt });
    await this.log.append(experiment.id, 'status', [{ status, reason }]);
    return { ...experiment, status, reason, endedAt };
  }

  async begin(experiment: Experiment): Promise<void> {
    const { id, status, reason, warnings, guards } = experiment;
    await this.log.append(id, 'status', [{ status, reason }]);
    await this.log.append(
      id,
      'warning',
      warnings.map((message) => ({ message })),
    );
    await this.log.append(id, 'guard', guards);
  }

  /** Tells what a guard found, once. */
  async report(experimentId: string, finding: GuardFinding): Promise<void> {
    if (!(await this.experiments.addGuard(experimentId, finding))) return;
    await this.log.append(experimentId, 'guard', [finding]);
  }

  async tellCells(experimentId: string, cells: readonly Cell[]): Promise<void> {
    const told = cells.map(({ id, arm, datasetVersionId: _, ...cell }) => ({
      cellId: id,
      arm: arm.label,
      ...cell,
    }));
    await this.log.append(experimentId, 'cell', told);
  }

  async tellVerdicts(experimentId: string, verdicts: unknown): Promise<void> {
    await this.log.append(experimentId, 'verdicts', [verdicts]);
  }

  /** A wave was judged; `decided` of the family's `contrasts` are, by all waves so far. */
  async tellWave(
    experimentId: string,
    told: { wave: number; waves: number; contrasts: number; decided: number },
  ): Promise<void> {
    await this.log.append(experimentId, 'wave', [told]);
  }

  /** Progress is told at most about once a second, unless forced. */
  async tellProgress(experimentId: string, { isForced = false } = {}): Promise<void> {
    const now = this.clock.now();
    const last = isForced ? null : await this.progress.lastEventAt(experimentId);
    if (!isProgressDue(last, now)) return;
    await this.log.append(experimentId, 'progress', [await this.progress.of(experimentId)]);
    await this.progress.setLastEventAt(experimentId, now);
  }
}
