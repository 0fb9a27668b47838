import { meanOf } from '../pairs.js';
import { type TableMeans } from '../question-means.js';
import { type AnalysisInput, type AnswerFacts, type LabelFacts } from '../score-table.js';

/** An answer that people labelled on one criterion. */
export interface LabelledAnswer {
  readonly cellId: string;
  readonly questionId: string;
  /** Source document of the question, unique over datasets. */
  readonly cluster: string;
  /** Score by rater, [1, 5], at least one. */
  readonly byRater: ReadonlyMap<string, number>;
  /** Mean over raters, [1, 5]. */
  readonly human: number;
  /** Mean over the judge's readable calls, [1, 5]; undefined when there is none. */
  readonly judge: number | undefined;
}

/**
 * Labelled answers of each criterion in the order of the settings, by answer id: the order of the rows
 * changes nothing.
 *
 * @param table with labels that `checkLabels` has nothing to say about
 */
export function labelledAnswers(
  { labels, answers, cells, settings }: AnalysisInput,
  { judgements }: TableMeans,
): LabelledAnswer[][] {
  const answerOf = new Map(answers.map((answer) => [answer.answerId, answer]));
  const datasetOf = new Map(cells.map(({ cellId, dataset }) => [cellId, dataset]));
  const byCriterion = Map.groupBy(labels?.rows ?? [], ({ criterion }) => criterion);
  return settings.criteria.map((criterion, c) => {
    const byAnswer = Map.groupBy(byCriterion.get(criterion) ?? [], ({ answerId }) => answerId);
    const inOrder = [...byAnswer].sort(([a], [b]) => (a < b ? -1 : 1));
    return inOrder.map(([answerId, rows]): LabelledAnswer => {
      const { cellId, questionId, cluster } = answerOf.get(answerId) as AnswerFacts;
      const byRater = scoresByRater(rows);
      const own = judgements.of(judgements.indexOf(answerId) as number, c);
      return {
        cellId,
        questionId,
        cluster: JSON.stringify([datasetOf.get(cellId), cluster]),
        byRater,
        human: meanOf([...byRater.values()]),
        judge: own.readable === 0 ? undefined : own.sum / own.readable,
      };
    });
  });
}

function scoresByRater(rows: readonly LabelFacts[]): Map<string, number> {
  const inOrder = [...rows].sort((a, b) => (a.rater < b.rater ? -1 : 1));
  return new Map(inOrder.map(({ rater, score }) => [rater, score]));
}
