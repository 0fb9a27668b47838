import type { Blueprint } from './blueprint.js';
import { layOut, workOrder } from './new-experiment.js';

const QUESTIONS = ['q0', 'q1', 'q2', 'q3', 'q4'];

const FIVE = { questionIds: QUESTIONS, waveSizes: [5] };

describe(workOrder, () => {
  const cells = ['a', 'b', 'c', 'd'].map((id) => ({ id, ...FIVE }));

  it('finishes a block of questions in every cell before the next block', () => {
    const order = workOrder(cells, 2, 'seed');
    expect(order.map(({ position }) => position)).toEqual(order.map((_, i) => i));
    const blocks = [order.slice(0, 4), order.slice(4, 8), order.slice(8)];
    blocks.forEach((block, i) => {
      expect(block.map(({ cellId }) => cellId).sort()).toEqual(['a', 'b', 'c', 'd']);
      for (const { questionIds, firstRank } of block) {
        expect(questionIds).toEqual(QUESTIONS.slice(2 * i, 2 * i + 2));
        expect(firstRank).toBe(2 * i);
      }
    });
  });

  it('shuffles the cells of each block by seed', () => {
    const cellsOf = (seed: string): string =>
      workOrder(cells, 1, seed)
        .map(({ cellId }) => cellId)
        .join('');
    expect(cellsOf('seed')).toBe(cellsOf('seed'));
    expect(cellsOf('seed')).not.toBe(cellsOf('other'));
    const blocks = cellsOf('seed').match(/.{4}/g) ?? [];
    expect(new Set(blocks).size).toBeGreaterThan(1);
  });

  it('lets a cell with fewer questions end earlier', () => {
    const short = { id: 'short', questionIds: ['q0'], waveSizes: [1] };
    const order = workOrder([short, { id: 'long', ...FIVE }], 2, 'seed');
    expect(order.filter(({ cellId }) => cellId === 'short')).toHaveLength(1);
    expect(order.slice(2).map(({ cellId }) => cellId)).toEqual(['long', 'long']);
  });
});

describe('the work of several waves', () => {
  it('is cut so that no chunk has questions of two waves, in the order of the questions', () => {
    const cell = { id: 'a', questionIds: QUESTIONS, waveSizes: [3, 2] };
    const order = workOrder([cell], 2, 'seed');
    expect(order.map(({ wave, firstRank, questionIds }) => [wave, firstRank, questionIds])).toEqual(
      [
        [0, 0, ['q0', 'q1']],
        [0, 2, ['q2']],
        [1, 3, ['q3', 'q4']],
      ],
    );
    expect(new Set(order.map(({ id }) => id)).size).toBe(3);
  });
});

describe(layOut, () => {
  const cell = {
    dataset: 'facts@v1',
    datasetVersionId: 'v',
    context: 'retrieved' as const,
    ...FIVE,
  };
  const tuned = { label: 'b · lora', base: 'b' };
  const blueprint = {
    name: 'trial',
    spec: {},
    settings: { seed: 's' } as Blueprint['settings'],
    cells: [
      { ...cell, arm: { label: 'b', base: 'b' }, model: 'b' },
      { ...cell, arm: tuned, model: undefined },
      { ...cell, arm: tuned, model: undefined, context: 'oracle' as const },
    ],
    fineTunes: [
      {
        armLabel: 'b · lora',
        dataset: 'facts@v1',
        datasetVersionId: 'v',
        base: 'b',
        trainSize: 10,
        seed: 1,
        trainingFormat: 'with-context' as const,
        settings: {} as Blueprint['fineTunes'][number]['settings'],
        placement: {},
      },
    ],
    blockSize: 2,
    warnings: [],
    guards: [],
    contamination: [],
  };

  it('gives the cells of a tuned arm their fine-tune, and the baseline none', () => {
    const { cells, fineTunes } = layOut('experiment', blueprint);
    const [fineTune] = fineTunes;
    expect(cells.map(({ fineTuneRequestId }) => fineTuneRequestId)).toEqual([
      undefined,
      fineTune?.id,
      fineTune?.id,
    ]);
  });

  it('needs one index for each dataset that is retrieved from', () => {
    expect(layOut('experiment', blueprint).indexes).toEqual([
      { datasetVersionId: 'v', dataset: 'facts@v1' },
    ]);
    const closed = blueprint.cells.filter(({ context }) => context === 'oracle');
    expect(layOut('experiment', { ...blueprint, cells: closed }).indexes).toEqual([]);
  });

  it('gives the same parts the same ids, and those of another experiment others', () => {
    expect(layOut('experiment', blueprint)).toEqual(layOut('experiment', blueprint));
    const [own, other] = ['experiment', 'another'].map((id) =>
      layOut(id, blueprint).chunks.map((chunk) => chunk.id),
    );
    expect(new Set([...(own ?? []), ...(other ?? [])]).size).toBe(2 * 9);
  });
});
