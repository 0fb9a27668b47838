import type { AnalysisInput, AnswerFacts, CellFacts, ScoreFacts } from '@equipoise/analysis';
import { NO_USAGE } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { inWaves } from './in-waves.js';
import { namedArms } from './named-arms.js';
import { type ScoreCollector, type ScoredAnswer } from './score-collector.js';
import { type TableSettings } from './table-settings.js';

/**
 * Scores of a file as the analysis wants them. Only the order of the numbers of answers and repeats
 * counts: repeats 1, 2 and 5 are three repeats.
 *
 * @throws CliError as for namedArms
 */
export function scoreTable(scores: ScoreCollector, settings: TableSettings): AnalysisInput {
  const arms = namedArms(scores.arms, settings.baseline);
  const armOf = ({ arm }: ScoredAnswer): CellFacts['arm'] => arms[arm] as CellFacts['arm'];
  const sampleOf = ranks(scores.answers.map(({ answer }) => answer));
  const cells = new Map<string, CellFacts>();
  const answers = scores.answers.map((own, i): AnswerFacts => {
    const cell = cellOf(own, armOf(own));
    cells.set(cell.cellId, cells.get(cell.cellId) ?? cell);
    return {
      ...{ answerId: `${i}`, cellId: cell.cellId, questionId: own.question, cluster: own.cluster },
      ...{ sample: sampleOf.get(own.answer) ?? 0, status: 'answered', failure: '' },
      ...{ words: undefined, lexical: undefined, retrieval: undefined },
    };
  });
  return {
    experimentId: contentId(['scores', scores.digest()]),
    name: settings.name,
    createdAt: settings.createdAt,
    settings: analysisSettings(scores, settings),
    cells: inWaves([...cells.values()], answers, settings),
    answers,
    scores: factsOf(scores),
    usage: { answers: NO_USAGE, judgements: NO_USAGE },
    ...{ trainingSeconds: 0, wallSeconds: 0, warnings: [] },
  };
}

function analysisSettings(
  { criteria, repeats }: ScoreCollector,
  { margin, alpha, seed, family, waveQuestions }: TableSettings,
): AnalysisInput['settings'] {
  return {
    ...{ criteria, repeats: repeats.size, margin, alpha, family, seed },
    ...{ judge: '', estimator: 'samples', topK: 0, mode: '' },
    ...(waveQuestions === undefined ? {} : { sequential: { waveQuestions } }),
  };
}

function cellOf({ dataset, context }: ScoredAnswer, arm: CellFacts['arm']): CellFacts {
  const cellId = JSON.stringify([arm.label, dataset, context]);
  return { cellId, arm, dataset, context, status: 'done', reason: '' };
}

function factsOf({ scores, criteria, repeats }: ScoreCollector): ScoreFacts[] {
  const repeatOf = ranks([...repeats]);
  return scores.map(({ answer, criterion, repeat, score }) => ({
    ...{ answerId: `${answer}`, criterion: criteria[criterion] ?? '', score, leakedMass: 0 },
    repeat: repeatOf.get(repeat) ?? 0,
  }));
}

/** The place of each number among all different ones, from 0. */
function ranks(numbers: readonly number[]): Map<number, number> {
  const sorted = [...new Set(numbers)].sort((a, b) => a - b);
  return new Map(sorted.map((number, rank) => [number, rank]));
}
