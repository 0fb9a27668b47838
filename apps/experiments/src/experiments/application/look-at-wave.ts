import { Injectable } from '@nestjs/common';
import type { Experiment } from '../domain/experiment.js';
import { stoppedCells } from '../domain/waves.js';
import { Journal } from './journal.js';
import { WaveMonitor } from './ports/results.js';
import { CellStore, ChunkStore } from './ports/stores.js';

/**
 * With sequential stopping: looks at the scores when a wave is judged in all cells and the next has
 * not begun, and ends the cells that nothing undecided needs. Decisions are computed anew from the
 * stored scores, so looking twice, or after a crash, changes nothing.
 */
@Injectable()
export class LookAtWave {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly cells: CellStore,
    private readonly monitor: WaveMonitor,
    private readonly journal: Journal,
  ) {}

  async execute({ id, settings }: Experiment): Promise<void> {
    if (settings.analysis.sequential === undefined) return;
    const wave = await this.chunks.nextWave(id);
    if (wave === undefined) return;
    const contrasts = await this.monitor.look(id);
    const cells = await this.cells.of(id);
    const open = cells.filter(({ status }) => status === 'waiting' || status === 'running');
    const stopped = stoppedCells(
      contrasts,
      open.map((cell) => cell.id),
      wave,
    );
    for (const { cellId, reason } of stopped) {
      const ended = await this.cells.end({ cellId }, { status: 'done', reason });
      await this.journal.tellCells(id, ended);
    }
    await this.journal.tellWave(id, {
      wave: wave.index,
      waves: wave.count,
      contrasts: contrasts.length,
      decided: contrasts.filter(({ isDecided }) => isDecided).length,
    });
  }
}
