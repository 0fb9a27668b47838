import type { FieldViolation } from '@equipoise/kernel';
import { checkLabels } from './human-labels/check-labels.js';
import { SCORE_RANGE } from './question-means.js';
import { eachScore } from './score-columns.js';
import { InvalidScoreTableError } from './score-table.errors.js';
import { type AnalysisInput, type AnswerFacts, type ScoreFacts } from './score-table.js';

/** More of the same tell nothing new. */
const MOST_VIOLATIONS = 20;

/**
 * Refuses what no analysis can make sense of: scores off the scale or not finite, shares and lengths
 * out of range, and two rows for one thing. A row is named by its 0-based index.
 *
 * @throws InvalidScoreTableError naming row, column and value of the first 20 faults
 */
export function requireTable(table: AnalysisInput): void {
  const violations: FieldViolation[] = [];
  const tell = (path: string, message: string): void => {
    if (violations.length < MOST_VIOLATIONS) violations.push({ path, message });
  };
  checkAnswers(table, tell);
  checkScores(table, tell);
  checkLabels(table, tell);
  if (violations.length > 0) throw new InvalidScoreTableError(violations);
}

type Tell = (path: string, message: string) => void;

function checkAnswers({ answers, cells }: AnalysisInput, tell: Tell): void {
  const ids = new Set<string>();
  const placesIn = new Map(cells.map(({ cellId }) => [cellId, new Set<string>()]));
  answers.forEach((answer, i) => {
    const { answerId, cellId, questionId, sample } = answer;
    const at = (column: string): string => `answers[${i}].${column}`;
    const places = placesIn.get(cellId);
    const place = `${sample} ${questionId}`;
    if (ids.has(answerId)) {
      tell(at('answerId'), `${answerId} is there twice; give each answer once`);
    }
    if (places?.has(place)) {
      tell(at('sample'), `question ${questionId} has answer ${sample} twice in cell ${cellId}`);
    }
    if (places === undefined) tell(at('cellId'), `${cellId} is not among the cells`);
    ids.add(answerId);
    places?.add(place);
    checkMeasures(answer, (column, message) => {
      tell(at(column), message);
    });
  });
}

function checkMeasures(answer: AnswerFacts, tell: Tell): void {
  for (const [column, value] of sharesOf(answer)) {
    if (!(value >= 0 && value <= 1)) tell(column, `${value} is not in [0, 1]`);
  }
  const { words = 0 } = answer;
  if (!(words >= 0 && words < Infinity)) tell('words', `${words} is not a number of words`);
}

function sharesOf({ lexical, retrieval }: AnswerFacts): [string, number][] {
  const { recall, ndcg, reciprocalRank } = retrieval ?? { recall: 0, ndcg: 0, reciprocalRank: 0 };
  return [
    ...Object.entries(lexical ?? {}).map(([name, value]): [string, number] => [
      `lexical.${name}`,
      value,
    ]),
    ['retrieval.recall', recall],
    ['retrieval.ndcg', ndcg],
    ['retrieval.reciprocalRank', reciprocalRank],
  ];
}

function checkScores({ scores }: AnalysisInput, tell: Tell): void {
  const { lowest, highest } = SCORE_RANGE;
  eachScore(scores, ({ score, leakedMass, repeat }, i) => {
    const at = (column: keyof ScoreFacts): string => `scores[${i}].${column}`;
    if (score !== null && !(score >= lowest && score <= highest)) {
      tell(at('score'), `${score} is not in [${lowest}, ${highest}]; a missing score is null`);
    }
    if (!(leakedMass >= 0 && leakedMass <= 1)) {
      tell(at('leakedMass'), `${leakedMass} is not in [0, 1]`);
    }
    if (!Number.isInteger(repeat) || repeat < 0) {
      tell(at('repeat'), `${repeat} is not a whole number from 0 up`);
    }
  });
}
