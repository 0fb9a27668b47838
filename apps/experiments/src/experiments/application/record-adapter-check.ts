import type { GuardFinding } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { comparableArms } from '../../specs/index.js';
import { adapterFinding, type CheckOutcome } from '../domain/adapter-check.js';
import { isUnderWay } from '../domain/experiment.js';
import { AdvanceExperiment } from './advance-experiment.js';
import { Journal } from './journal.js';
import { AdapterCheckStore, type CheckedArm } from './ports/adapter-checks.js';
import { CellStore } from './ports/stores.js';

/** Tells what came of comparing a tuned model with its base; where it must not answer, its cells fail. */
@Injectable()
export class ApplyAdapterCheck {
  constructor(
    private readonly cells: CellStore,
    private readonly journal: Journal,
  ) {}

  async execute(experimentId: string, checked: CheckedArm, outcome: CheckOutcome): Promise<void> {
    const findings = findingsOf(checked, outcome);
    for (const finding of findings) await this.journal.report(experimentId, finding);
    const grave = findings.find(({ severity }) => severity === 'error');
    if (grave === undefined) return;
    const selection = { experimentId, model: checked.model };
    const ended = await this.cells.end(selection, { status: 'failed', reason: grave.message });
    await this.journal.tellCells(experimentId, ended);
  }
}

function findingsOf({ arm, wantedRank }: CheckedArm, outcome: CheckOutcome): GuardFinding[] {
  const comparable =
    'failure' in outcome
      ? undefined
      : comparableArms({ arm, ...outcome, wantedRank: wantedRank ?? undefined });
  return [comparable, adapterFinding(arm, outcome)].filter((finding) => finding !== undefined);
}

/** Records what came of comparing a tuned model with its base. */
@Injectable()
export class RecordAdapterCheck {
  constructor(
    private readonly checks: AdapterCheckStore,
    private readonly apply: ApplyAdapterCheck,
    private readonly advance: AdvanceExperiment,
  ) {}

  /** A repeated fact changes nothing; one that comes after the end is kept and not told. */
  async execute(experimentId: string, checkId: string, outcome: CheckOutcome): Promise<void> {
    await this.advance.recording(experimentId, async ({ status }) => {
      const checked = await this.checks.close(checkId, outcome);
      if (!checked || !isUnderWay(status)) return;
      await this.apply.execute(experimentId, checked, outcome);
    });
  }
}
