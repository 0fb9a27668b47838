import { chunksOf, contentId, seededShuffle } from '@equipoise/kernel';
import type { Blueprint, CellBlueprint, DirtyQuestions, FineTuneBlueprint } from './blueprint.js';
import type { Chunk } from './chunk.js';

export interface NewCell extends Omit<CellBlueprint, 'questionIds' | 'waveSizes'> {
  readonly id: string;
  readonly ordinal: number;
  readonly questions: number;
  readonly fineTuneRequestId: string | undefined;
}

export interface NewFineTune extends FineTuneBlueprint {
  readonly id: string;
  readonly ordinal: number;
  readonly label: string;
}

export interface NewChunk extends Omit<Chunk, 'experimentId' | 'status'> {
  /** Order in which chunks are given out. */
  readonly position: number;
  /** 0-based index; a wave is given out when nothing of those before it is open. */
  readonly wave: number;
}

/** Everything that is stored when an experiment begins. */
export interface NewExperiment {
  readonly cells: readonly NewCell[];
  readonly fineTunes: readonly NewFineTune[];
  readonly indexes: readonly { readonly datasetVersionId: string; readonly dataset: string }[];
  readonly chunks: readonly NewChunk[];
  readonly contamination: readonly DirtyQuestions[];
}

/** Names every part of an experiment by its content, so that storing it twice is harmless. */
export function layOut(experimentId: string, blueprint: Blueprint): NewExperiment {
  const fineTunes = blueprint.fineTunes.map((fineTune, ordinal) => ({
    ...fineTune,
    ordinal,
    id: contentId([experimentId, 'fine-tune', fineTune.armLabel, fineTune.datasetVersionId]),
    label: `${fineTune.armLabel} · ${fineTune.dataset}`,
  }));
  const cells = blueprint.cells.map((cell, ordinal) => {
    const { questionIds, waveSizes: _, ...rest } = cell;
    return {
      ...rest,
      ordinal,
      id: contentId([experimentId, 'cell', cell.arm.label, cell.datasetVersionId, cell.context]),
      questions: questionIds.length,
      fineTuneRequestId: fineTunes.find(
        ({ armLabel, datasetVersionId }) =>
          armLabel === cell.arm.label && datasetVersionId === cell.datasetVersionId,
      )?.id,
    };
  });
  const work = blueprint.cells.map(({ questionIds, waveSizes }, i) => ({
    id: (cells[i] as NewCell).id,
    questionIds,
    waveSizes,
  }));
  return {
    cells,
    fineTunes,
    indexes: indexesOf(blueprint.cells),
    chunks: workOrder(work, blueprint.blockSize, blueprint.settings.seed),
    contamination: blueprint.contamination,
  };
}

function indexesOf(cells: readonly CellBlueprint[]): NewExperiment['indexes'] {
  const read = cells.filter(({ context }) => context === 'retrieved');
  const byVersion = new Map(read.map((cell) => [cell.datasetVersionId, cell.dataset]));
  return [...byVersion].map(([datasetVersionId, dataset]) => ({ datasetVersionId, dataset }));
}

interface CellWork {
  readonly id: string;
  readonly questionIds: readonly string[];
  readonly waveSizes: readonly number[];
}

/**
 * The order of work: block by block of questions, and within a block all cells in an order shuffled
 * by seed. Arms interleave, so that drift of an endpoint falls on all of them, and pairs are
 * complete early. No block has questions of two waves.
 *
 * @param blockSize most questions of one chunk, >= 1
 */
export function workOrder(cells: readonly CellWork[], blockSize: number, seed: string): NewChunk[] {
  const blocksOf = cells.map((cell) => ({ cellId: cell.id, blocks: blocksIn(cell, blockSize) }));
  const blockCount = Math.max(0, ...blocksOf.map(({ blocks }) => blocks.length));
  const inOrder = Array.from({ length: blockCount }, (_, block) =>
    seededShuffle(blocksOf, `${seed} block ${block}`).flatMap(({ cellId, blocks }) => {
      const own = blocks[block];
      return own ? [{ id: contentId([cellId, 'block', block]), cellId, ...own }] : [];
    }),
  ).flat();
  return inOrder.map((chunk, position) => ({ ...chunk, position }));
}

function blocksIn(
  { questionIds, waveSizes }: CellWork,
  blockSize: number,
): Pick<NewChunk, 'wave' | 'firstRank' | 'questionIds'>[] {
  let waveStart = 0;
  return waveSizes.flatMap((size, wave) => {
    const start = waveStart;
    waveStart += size;
    return chunksOf(questionIds.slice(start, waveStart), blockSize).map((own, i) => ({
      wave,
      firstRank: start + i * blockSize,
      questionIds: own,
    }));
  });
}
