import type { Question } from '../../domain/dataset.js';
import { NO_ANSWER } from '../../domain/draft-question.js';
import type { NqPage } from './nq-page.js';
import type { NqAnnotation, NqSpan } from './nq-record.js';

type Answered = Pick<Question, 'type' | 'references' | 'evidence'>;

interface Reading extends Omit<Answered, 'references'> {
  readonly reference: string;
}

/** A question counts as answered when this many annotators marked something, as far as there are so many. */
const ANNOTATORS_NEEDED = 2;

/**
 * What the annotators marked on a page: each answer is a reference, with yes or no before short
 * answers before the long one; the long answer is the evidence. A null answer is a start of -1.
 *
 * @source Kwiatkowski et al. 2019: with five annotators, two of them must have marked an answer
 * @throws RangeError when an answer lies outside the page
 */
export function nqAnswers(annotations: readonly NqAnnotation[], page: NqPage): Answered {
  const readings = annotations
    .map((annotation) => readAnnotation(annotation, page))
    .filter((reading) => reading !== undefined);
  const [first] = readings;
  if (!first || readings.length < Math.min(ANNOTATORS_NEEDED, annotations.length)) {
    return { type: 'unanswerable', references: [NO_ANSWER], evidence: [] };
  }
  return {
    type: first.type,
    references: readings.map(({ reference }) => reference),
    evidence: readings.flatMap(({ evidence }) => evidence),
  };
}

function readAnnotation(annotation: NqAnnotation, page: NqPage): Reading | undefined {
  const { yes_no_answer: yesNo, long_answer: long, short_answers: short } = annotation;
  const evidence = isNull(long) ? [] : [textAt(page, long)];
  if (yesNo !== 'NONE') {
    return { type: 'yesno', reference: yesNo === 'YES' ? 'Yes' : 'No', evidence };
  }
  if (short.length > 0) {
    const reference = short.map((span) => textAt(page, span)).join(', ');
    return { type: short.length > 1 ? 'list' : 'factoid', reference, evidence };
  }
  const [passage] = evidence;
  return passage === undefined ? undefined : { type: 'summary', reference: passage, evidence };
}

function isNull({ start_token: start, start_byte: byte }: NqSpan): boolean {
  return start < 0 && (byte === undefined || byte < 0);
}

function textAt(page: NqPage, span: NqSpan): string {
  const text = page.text(span);
  if (text === undefined) {
    throw new RangeError(`tokens ${span.start_token} to ${span.end_token} lie outside the page`);
  }
  return text;
}
