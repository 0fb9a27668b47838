import { NO_USAGE } from '@equipoise/contracts';
import { seededRandom } from '@equipoise/kernel';
import {
  type AnswerFacts,
  type Arm,
  type CellFacts,
  type ScoreFacts,
  type ScoreTable,
} from '../src/index.js';

type Context = CellFacts['context'];

export const BASE: Arm = { label: 'qwen2.5-0.5b', base: 'qwen2.5-0.5b', treatment: undefined };

export function tunedArm(
  treatment: Partial<NonNullable<Arm['treatment']>> = {},
  base = BASE.base,
): Arm {
  const full = {
    method: 'lora',
    trainSize: 64,
    seed: 1,
    trainingFormat: 'with-context' as const,
    ...treatment,
  };
  const format = full.trainingFormat === 'with-context' ? '' : ` · ${full.trainingFormat}`;
  return {
    label: `${base} · lora ${full.trainSize} pairs${format} · seed ${full.seed}`,
    base,
    treatment: full,
  };
}

export interface MadeTable {
  readonly arms?: readonly Arm[];
  readonly datasets?: readonly string[];
  readonly contexts?: readonly Context[];
  readonly criteria?: readonly string[];
  readonly questions?: number;
  readonly clusters?: number;
  readonly repeats?: number;
  readonly samples?: number;
  readonly seed?: string;
  /** Mean score of a question of one arm, before noise, [1, 5]. */
  readonly levelOf?: (arm: Arm, context: Context, criterion: string) => number;
  /** Half width of the noise of questions and of repeats; 0 gives constant scores. */
  readonly noise?: number;
  readonly settings?: Partial<ScoreTable['settings']>;
  readonly warnings?: readonly string[];
}

const SETTINGS = {
  judge: 'judge-3b',
  estimator: 'samples',
  margin: 0.2,
  alpha: 0.05,
  seed: 'experiment',
  topK: 5,
  mode: 'hybrid',
} as const;

/** A complete score table by seed: base 3.0, tuned 2.5, unless `levelOf` says otherwise. */
export function aScoreTable(made: MadeTable = {}): ScoreTable {
  const {
    arms = [BASE, tunedArm()],
    datasets = ['demo@v1'],
    contexts = ['retrieved'],
    criteria = ['accuracy'],
    repeats = 3,
    seed = 'table',
  } = made;
  const random = seededRandom(seed);
  const cells = arms.flatMap((arm) =>
    datasets.flatMap((dataset) =>
      contexts.map((context): CellFacts => {
        const cellId = `${arm.label}/${dataset}/${context}`;
        return { cellId, arm, dataset, context, status: 'done', reason: '' };
      }),
    ),
  );
  const answers = cells.flatMap((cell) => answersOf(cell, made, random));
  return {
    experimentId: '00000000-0000-8000-8000-000000000001',
    name: 'fine-tuning-or-fine-failing',
    createdAt: '2026-11-01T08:00:00.000Z',
    settings: { ...SETTINGS, criteria, repeats, ...made.settings },
    cells,
    answers,
    scores: scoresOf(cells, answers, { ...made, criteria, repeats }, random),
    usage: { answers: NO_USAGE, judgements: NO_USAGE },
    trainingSeconds: 0,
    wallSeconds: 0,
    warnings: made.warnings ?? [],
  };
}

function answersOf(
  { cellId, dataset, context }: CellFacts,
  { questions = 40, clusters = 15, samples = 1 }: MadeTable,
  random: () => number,
): AnswerFacts[] {
  return Array.from({ length: questions }, (_, q) =>
    Array.from({ length: samples }, (_sample, sample): AnswerFacts => {
      const recall = q % 4 === 0 ? 0 : 1;
      return {
        answerId: `${cellId}/${q}/${sample}`,
        cellId,
        questionId: `${dataset}-q${q}`,
        cluster: `${dataset}-d${q % clusters}`,
        sample,
        status: 'answered',
        failure: '',
        words: 10 + Math.floor(random() * 30),
        lexical: { exactMatch: random() < 0.3 ? 1 : 0, tokenF1: random(), rougeL: random() },
        retrieval:
          context === 'retrieved'
            ? { recall, ndcg: recall * 0.8, reciprocalRank: recall / 2, k: 5 }
            : undefined,
      };
    }),
  ).flat();
}

function scoresOf(
  cells: readonly CellFacts[],
  answers: readonly AnswerFacts[],
  made: MadeTable & { readonly criteria: readonly string[]; readonly repeats: number },
  random: () => number,
): ScoreFacts[] {
  const { noise = 0.6, criteria, repeats } = made;
  const levelOf = made.levelOf ?? ((arm: Arm) => (arm.treatment === undefined ? 3 : 2.5));
  const cellOf = new Map(cells.map((cell) => [cell.cellId, cell]));
  const around = (level: number): number =>
    Math.min(5, Math.max(1, level + noise * (2 * random() - 1)));
  return answers.flatMap(({ answerId, cellId }) => {
    const { arm, context } = cellOf.get(cellId) as CellFacts;
    return criteria.flatMap((criterion) => {
      const level = around(levelOf(arm, context, criterion));
      return Array.from({ length: repeats }, (_, repeat): ScoreFacts => {
        return { answerId, criterion, repeat, score: around(level), leakedMass: 0 };
      });
    });
  });
}
