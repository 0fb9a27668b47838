import { aScoreTable } from '../../../../../libs/analysis/test/a-score-table.js';
import { analyse } from '@equipoise/analysis';
import type { Experiment, ExperimentStatus } from '../domain/experiment.js';
import { RenewAnalysis } from './renew-analysis.js';

const TABLE = aScoreTable({ questions: 4 });
const LABEL = { answerId: TABLE.answers[0]!.answerId, criterion: 'accuracy', rater: 'a', score: 3 };

interface World {
  readonly status?: ExperimentStatus;
  /** When the analysis is to be stored. */
  readonly laterStatus?: ExperimentStatus;
  /** Revision of the labels that the analysis read, and of those that are stored at its end. */
  readonly read?: number;
  readonly last?: number;
  readonly hasScores?: boolean;
}

function setUp({ status = 'completed', ...world }: World): {
  stored: unknown[];
  told: unknown[];
  use: RenewAnalysis;
  run: () => Promise<void>;
} {
  const { laterStatus = status, read = 2, last = read, hasScores = true } = world;
  const stored: unknown[] = [];
  const told: unknown[] = [];
  const analysis = analyse({ ...TABLE, labels: { revision: read, rows: [LABEL] } });
  const experiment = (now: ExperimentStatus): Experiment =>
    ({ id: 'e', status: now }) as Experiment;
  const use = new RenewAnalysis(
    { find: async () => experiment(status), lock: async () => experiment(laterStatus) } as never,
    { analyse: async () => (hasScores ? { analysis, verdicts: {} } : undefined) },
    { last: async () => last },
    { execute: async (_own: unknown, analysed: unknown) => void stored.push(analysed) } as never,
    { append: async (...event: unknown[]) => void told.push(event), after: async () => [] },
  );
  return {
    stored,
    told,
    use,
    run: () => use.execute('e', (work) => work()),
  };
}

describe(RenewAnalysis, () => {
  it.each<ExperimentStatus>(['completed', 'partially_failed', 'analysing'])(
    'stores the analysis with the labels (%s)',
    async (status) => {
      const { stored, run } = setUp({ status });
      await run();
      expect(stored).toMatchObject([{ analysis: { humanLabels: { revision: 2 } } }]);
    },
  );

  it.each<World>([
    { status: 'running' },
    { status: 'failed' },
    { status: 'cancelled' },
    { status: 'analysing', laterStatus: 'cancelled' },
    { hasScores: false },
    { read: 2, last: 3 },
  ])('stores nothing where it would be wrong or stale (%j)', async (world) => {
    const { stored, run } = setUp(world);
    await run();
    expect(stored).toEqual([]);
  });

  it('leaves the analysis as it was when it cannot be made, and says so', async () => {
    const { stored, told, use } = setUp({});
    await use.failed('e', 'no memory');
    expect(stored).toEqual([]);
    expect(told).toEqual([
      ['e', 'warning', [{ message: expect.stringContaining('no memory') as unknown }]],
    ]);
  });
});
