/** Whether the scores so far have decided a contrast, and which cells it compares. */
export interface WatchedContrast {
  /** undefined when the experiment has no such cell. */
  readonly baseCellId: string | undefined;
  /** One a training seed. */
  readonly tunedCellIds: readonly string[];
  readonly isDecided: boolean;
}

/** A wave that everything before is judged of, and that is not given out yet. */
export interface NextWave {
  /** 0-based. */
  readonly index: number;
  /** Waves that were planned. */
  readonly count: number;
}

export interface StoppedCell {
  readonly cellId: string;
  readonly reason: string;
}

/**
 * Open cells that no undecided contrast needs any more. A contrast needs all its cells, and none once
 * one of them has failed: more questions could not complete its pairs.
 *
 * @param openCellIds cells that have neither ended nor asked all their questions
 */
export function stoppedCells(
  contrasts: readonly WatchedContrast[],
  openCellIds: readonly string[],
  wave: NextWave,
): StoppedCell[] {
  const open = new Set(openCellIds);
  const needed = new Set(
    contrasts
      .filter(({ isDecided }) => !isDecided)
      .map(cellsOf)
      .filter((cellIds) => cellIds.every((id) => id !== undefined && open.has(id)))
      .flat(),
  );
  const at = `stopped after wave ${wave.index} of ${wave.count}`;
  return openCellIds
    .filter((cellId) => !needed.has(cellId))
    .map((cellId) => {
      const own = contrasts.filter((contrast) => cellsOf(contrast).includes(cellId));
      const why = own.every(({ isDecided }) => isDecided)
        ? 'every contrast that needs it is decided'
        : 'no contrast can use it any more: what it is compared with has failed, or is decided';
      return { cellId, reason: `${at}: ${why}` };
    });
}

function cellsOf({ baseCellId, tunedCellIds }: WatchedContrast): (string | undefined)[] {
  return [baseCellId, ...tunedCellIds];
}
