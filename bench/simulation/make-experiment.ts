import type { AnswerFacts, CellFacts, ScoreFacts, ScoreTable } from '@equipoise/analysis';
import { NO_USAGE } from '@equipoise/contracts';
import { seededRandom } from '@equipoise/kernel';
import { drawingOrder, wavesOf } from '@equipoise/statistics';
import { BASE } from '../../libs/analysis/test/a-score-table.js';
import { ALPHA, DESIGN, NOISE, type Scenario, type SeedNoise } from './scenario.js';

/** An experiment with what is true of it. */
export interface SimulatedExperiment {
  /** With fixed stopping. */
  readonly table: ScoreTable;
  /** The same scores, with a look after every wave. */
  readonly sequential: ScoreTable;
  /** True difference of each adapter, by the label of its arm, in points. */
  readonly truth: ReadonlyMap<string, number>;
}

type Random = () => number;

interface Question {
  readonly questionId: string;
  readonly cluster: string;
  /** Points by which the question is easier than others, by criterion. */
  readonly ease: readonly number[];
  /** Points that tuning gains more here than elsewhere, by criterion. */
  readonly gain: readonly number[];
}

const NO_LEXICAL = { exactMatch: 0, tokenF1: 0, rougeL: 0 };
const BASE_LEVEL = 3;

/** A whole experiment of one base and all adapters, the same for the same seed. */
export function makeExperiment(scenario: Scenario, seed: string): SimulatedExperiment {
  const random = seededRandom(seed);
  const { arms } = scenario;
  const truth = new Map(
    arms.map(({ label }, i) => {
      const difference = scenario.differences[i] as number;
      return [label, difference + seedEffect(scenario.seeds, random)];
    }),
  );
  const questions = makeQuestions(random);
  const cells: CellFacts[] = [];
  const answers: AnswerFacts[] = [];
  const scores: ScoreFacts[] = [];
  for (const arm of [BASE, ...arms]) {
    const cellId = arm.label;
    cells.push({ cellId, arm, dataset: 'd', context: 'oracle', status: 'done', reason: '' });
    for (const question of questions) {
      const answerId = `${cellId}/${question.questionId}`;
      answers.push(answerOf(question, cellId, answerId));
      DESIGN.criteria.forEach((criterion, c) => {
        const latent = latentScore(question, c, truth.get(arm.label), random);
        for (let repeat = 0; repeat < DESIGN.repeats; repeat += 1) {
          scores.push({ answerId, criterion, repeat, score: judge(latent, random), leakedMass: 0 });
        }
      });
    }
  }
  const settings = { ...EMPTY.settings, margin: scenario.margin };
  const table = { ...EMPTY, experimentId: seed, settings, cells, answers, scores };
  return { table, sequential: inWaves(table, questions, seed), truth };
}

function inWaves(table: ScoreTable, questions: readonly Question[], seed: string): ScoreTable {
  const { waveQuestions } = DESIGN;
  const clusters = questions.map(({ cluster }) => cluster);
  const order = drawingOrder({ clusters, about: 'clusters', seed });
  const waves = wavesOf(order, clusters, waveQuestions).map((places) =>
    places.map((place) => (questions[place] as Question).questionId),
  );
  return {
    ...table,
    settings: { ...table.settings, sequential: { waveQuestions } },
    cells: table.cells.map((cell) => ({ ...cell, waves })),
  };
}

const EMPTY: ScoreTable = {
  experimentId: '',
  name: 'simulated',
  createdAt: '2026-01-01T00:00:00.000Z',
  settings: {
    criteria: DESIGN.criteria,
    judge: 'simulated',
    estimator: 'samples',
    repeats: DESIGN.repeats,
    margin: 0,
    alpha: ALPHA,
    seed: 'simulated',
    topK: 0,
    mode: 'none',
  },
  cells: [],
  answers: [],
  scores: [],
  usage: { answers: NO_USAGE, judgements: NO_USAGE },
  trainingSeconds: 0,
  wallSeconds: 0,
  warnings: [],
};

function makeQuestions(random: Random): Question[] {
  return Array.from({ length: DESIGN.clusters }, (_, c) => {
    const size = 1 + Math.floor(random() * DESIGN.largestCluster);
    const ease = DESIGN.criteria.map(() => around(NOISE.cluster, random));
    const gain = DESIGN.criteria.map(() => around(NOISE.clusterEffect, random));
    return Array.from({ length: size }, (_question, q) => ({
      questionId: `${c}-${q}`,
      cluster: `${c}`,
      ease: ease.map((own) => own + around(NOISE.question, random)),
      gain,
    }));
  }).flat();
}

function answerOf(question: Question, cellId: string, answerId: string): AnswerFacts {
  const { questionId, cluster } = question;
  return {
    ...{ answerId, cellId, questionId, cluster, sample: 0, status: 'answered', failure: '' },
    ...{ words: 10, lexical: NO_LEXICAL, retrieval: undefined },
  };
}

/** @param difference of the adapter; undefined for the base */
function latentScore(
  { ease, gain }: Question,
  criterion: number,
  difference: number | undefined,
  random: Random,
): number {
  const level = BASE_LEVEL + (ease[criterion] as number);
  if (difference === undefined) return level;
  return level + difference + (gain[criterion] as number) + around(NOISE.questionEffect, random);
}

/** A whole number near the latent score, right on average: the noise of one judge call. */
function judge(latent: number, random: Random): number {
  const below = Math.floor(latent);
  return below + (random() < latent - below ? 1 : 0);
}

/** Points by which one adapter differs from the mean of all that could be trained like it. */
function seedEffect(noise: SeedNoise, random: Random): number {
  if ('halfWidth' in noise) return around(noise.halfWidth, random);
  for (;;) {
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const effect = noise.deviation * normal;
    if (Math.abs(effect) < noise.reach) return effect;
  }
}

function around(halfWidth: number, random: Random): number {
  return halfWidth * (2 * random() - 1);
}
