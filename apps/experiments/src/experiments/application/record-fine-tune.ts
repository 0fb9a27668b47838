import { Injectable } from '@nestjs/common';
import { AdvanceExperiment } from './advance-experiment.js';
import { Journal } from './journal.js';
import { FineTuneStore } from './ports/preparations.js';
import { CellStore } from './ports/stores.js';

type FineTuneStep = Parameters<FineTuneStore['advance']>[1];

/** Which fine-tune of which experiment a fact is about. */
export interface FineTuneOf {
  readonly experimentId: string;
  readonly requestId: string;
}

/** Records what becomes of the adapters that an experiment asked for. */
@Injectable()
export class RecordFineTune {
  constructor(
    private readonly fineTunes: FineTuneStore,
    private readonly cells: CellStore,
    private readonly journal: Journal,
    private readonly advance: AdvanceExperiment,
  ) {}

  async progressed({ experimentId, requestId }: FineTuneOf, step: FineTuneStep): Promise<void> {
    await this.advance.recording(experimentId, () => this.fineTunes.advance(requestId, step));
  }

  async succeeded(
    { experimentId, requestId }: FineTuneOf,
    {
      model,
      ...made
    }: { fineTuneId: string; model: string; wallSeconds: number; gpuSeconds: number },
  ): Promise<void> {
    await this.advance.recording(experimentId, async () => {
      if (!(await this.fineTunes.succeed(requestId, made))) return;
      await this.cells.setModel(requestId, model);
    });
  }

  async failed(
    { experimentId, requestId }: FineTuneOf,
    end: { reason: string; gpuSeconds: number },
  ): Promise<void> {
    await this.advance.recording(experimentId, async () => {
      if (!(await this.fineTunes.fail(requestId, end))) return;
      const selection = { fineTuneRequestId: requestId };
      const ended = await this.cells.end(selection, { status: 'failed', reason: end.reason });
      await this.journal.tellCells(experimentId, ended);
    });
  }
}
