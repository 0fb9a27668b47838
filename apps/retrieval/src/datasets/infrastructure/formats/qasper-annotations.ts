import type { Question } from '../../domain/dataset.js';
import { NO_ANSWER } from '../../domain/draft-question.js';

/** One annotator's answer in a Qasper file. */
export interface QasperAnswer {
  readonly unanswerable: boolean;
  readonly extractive_spans: readonly string[];
  readonly yes_no: boolean | null;
  readonly free_form_answer: string;
  readonly evidence: readonly string[];
}

type Answered = Pick<Question, 'type' | 'references' | 'evidence'>;

/** How Qasper marks evidence that is a figure or table, followed by its caption. */
const FIGURE = 'FLOAT SELECTED';

/**
 * What several annotators say together. The majority decides whether the paper holds an answer
 * (a tie says that it does); the answers of that side are the references, in their order, and the
 * first of them gives the type.
 */
export function joinAnnotations(answers: readonly QasperAnswer[]): Answered {
  const refusing = answers.filter(({ unanswerable }) => unanswerable);
  const answering = answers.filter((answer) => !answer.unanswerable && textOf(answer) !== '');
  const [first] = answering;
  if (refusing.length > answering.length) {
    return { type: 'unanswerable', references: [NO_ANSWER], evidence: [] };
  }
  return {
    type: first ? typeOf(first) : 'summary',
    references: answering.map(textOf),
    evidence: answering.flatMap(({ evidence }) => evidence).filter((text) => !isFigure(text)),
  };
}

/** Whether some annotators gave an answer and others said that there is none. */
export function disagree(answers: readonly QasperAnswer[]): boolean {
  return new Set(answers.map(({ unanswerable }) => unanswerable)).size > 1;
}

export function isFigure(evidence: string): boolean {
  return evidence.startsWith(FIGURE);
}

/** @source Dasigi et al. 2021, official evaluator: spans joined by a comma, else free form, else yes or no */
function textOf({ extractive_spans, free_form_answer, yes_no }: QasperAnswer): string {
  const spans = extractive_spans.map((span) => span.trim()).filter((span) => span !== '');
  if (spans.length > 0) return spans.join(', ');
  if (free_form_answer.trim() !== '') return free_form_answer.trim();
  if (yes_no === null) return '';
  return yes_no ? 'Yes' : 'No';
}

function typeOf({ extractive_spans, free_form_answer }: QasperAnswer): Question['type'] {
  if (extractive_spans.length > 1) return 'list';
  if (extractive_spans.length === 1) return 'factoid';
  return free_form_answer.trim() === '' ? 'yesno' : 'summary';
}
