import { SCORE_RANGE } from '../question-means.js';
import { type AnalysisInput, type LabelFacts } from '../score-table.js';

/**
 * Tells of labels that belong to nothing in the table, are off the scale or are there twice. A row is
 * named by its 0-based index.
 */
export function checkLabels(
  { labels, answers, settings }: AnalysisInput,
  tell: (path: string, message: string) => void,
): void {
  if (labels === undefined) return;
  const given = new Set(
    answers.filter(({ status }) => status === 'answered').map(({ answerId }) => answerId),
  );
  const seen = new Set<string>();
  const { lowest, highest } = SCORE_RANGE;
  labels.rows.forEach(({ answerId, criterion, rater, score }, i) => {
    const at = (column: keyof LabelFacts): string => `labels[${i}].${column}`;
    const key = JSON.stringify([answerId, criterion, rater]);
    if (!given.has(answerId)) tell(at('answerId'), `${answerId} is no answer that was given`);
    if (!settings.criteria.includes(criterion)) {
      tell(at('criterion'), `${criterion} is not judged; it is one of ${settings.criteria.join()}`);
    }
    if (!(score >= lowest && score <= highest)) {
      tell(at('score'), `${score} is not in [${lowest}, ${highest}]`);
    }
    if (seen.has(key)) {
      tell(at('rater'), `${rater} labelled answer ${answerId} twice; give one label`);
    }
    seen.add(key);
  });
}
