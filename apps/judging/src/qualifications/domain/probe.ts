import { contentId, contentKey } from '@equipoise/kernel';
import { tokenF1 } from '@equipoise/metrics';

/** What was done to a gold answer; `gold` is the answer itself. */
export const PROBE_KINDS = ['gold', 'wrong', 'cut', 'padded'] as const;
export type ProbeKind = (typeof PROBE_KINDS)[number];

/** A question that probes are made from. */
export interface ProbeQuestion {
  readonly questionId: string;
  /** The document that questions share. */
  readonly cluster: string;
  readonly text: string;
  /** Best first; at least one. */
  readonly references: readonly string[];
}

/** An answer whose place among others is known beforehand. */
export interface Probe {
  /** UUID by content: says nothing of the kind, and equal answers to a question are one probe. */
  readonly probeId: string;
  readonly kind: ProbeKind;
  readonly question: ProbeQuestion;
  readonly answer: string;
}

/** Text around a gold answer that adds no fact; data, see `infrastructure/data`. */
export interface Padding {
  readonly before: string;
  readonly after: string;
}

export interface ProbeTemplates {
  /** Name and version of the wording, e.g. `probes.v1`. */
  readonly name: string;
  /** One of them is used for each question, in turn. */
  readonly paddings: readonly Padding[];
}

/** From this token F1 up another question's answer may pass for an answer to this one. */
const TOO_ALIKE = 0.5;

/** Names a wording by its content: probes by another wording are others. */
export function probeSetId(templates: ProbeTemplates): string {
  return `${templates.name}-${contentKey(templates).slice(0, 8)}`;
}

/**
 * Up to four answers to each question: its best reference as it is, the best reference of another
 * question, the first half of its words, and the whole between neutral sentences. A kind that cannot
 * be made is left out: an answer of one word has no half, and where all answers are alike (yes, no)
 * none is wrong.
 *
 * @param questions in the order of use; a wrong answer comes from the next question that has one
 */
export function probesOf(
  datasetVersionId: string,
  questions: readonly ProbeQuestion[],
  { paddings }: ProbeTemplates,
): Probe[] {
  return questions.flatMap((question, i) => {
    const gold = goldOf(question);
    const texts: Record<ProbeKind, string | undefined> = {
      gold,
      wrong: wrongFor(question, [...questions.slice(i + 1), ...questions.slice(0, i)]),
      cut: firstHalf(gold),
      padded: padded(gold, paddings[i % paddings.length]),
    };
    return PROBE_KINDS.flatMap((kind): Probe[] => {
      const answer = texts[kind];
      if (answer === undefined) return [];
      const probeId = contentId(['probe', datasetVersionId, question.questionId, answer]);
      return [{ probeId, kind, question, answer }];
    });
  });
}

const goldOf = ({ references }: ProbeQuestion): string => references[0] ?? '';

function wrongFor(
  { references }: ProbeQuestion,
  others: readonly ProbeQuestion[],
): string | undefined {
  return others.map(goldOf).find((answer) => tokenF1(answer, references) < TOO_ALIKE);
}

function firstHalf(text: string): string | undefined {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.length < 2 ? undefined : words.slice(0, Math.floor(words.length / 2)).join(' ');
}

function padded(text: string, padding: Padding | undefined): string | undefined {
  return padding && `${padding.before} ${text} ${padding.after}`;
}
