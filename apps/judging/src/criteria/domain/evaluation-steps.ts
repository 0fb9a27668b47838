/** Who wrote the steps: the judge (auto chain of thought), or the author of the criterion. */
export type StepsSource = 'judge' | 'criterion';

/** The steps by which one judge applies one version of a criterion; frozen at first use. */
export interface EvaluationSteps {
  /** UUID made of criterion, version and judge fingerprint. */
  readonly id: string;
  readonly criterion: string;
  readonly criterionVersion: number;
  /** Empty for steps that belong to the criterion, whoever judges. */
  readonly judgeFingerprint: string;
  readonly source: StepsSource;
  /** In order, without numbers, shape [3..6]. */
  readonly steps: readonly string[];
}

const FEWEST_STEPS = 3;
const MOST_STEPS = 6;
const SHORTEST_STEP = 15;
const LONGEST_STEP = 400;

/**
 * Reads the numbered steps that a judge wrote.
 *
 * A step is a line `1. ...` or `2) ...` and the plain or bulleted lines below it. Numbers must count
 * up from 1, so that a list begun twice or in the middle is not taken for one list.
 *
 * @returns the steps without numbers and markup, shape [3..6]; undefined when the text holds no such
 *   list, or a step shorter than 15 or longer than 400 characters
 */
export function parseSteps(text: string): string[] | undefined {
  const steps: string[] = [];
  for (const line of text.split('\n')) {
    const numbered = /^\s*(?:\*\*)?(?:step\s+)?(\d+)\s*[.):]\s*(.*)$/i.exec(line);
    if (numbered) {
      if (Number(numbered[1]) !== steps.length + 1) return undefined;
      steps.push(plain(numbered[2] ?? ''));
    } else if (steps.length > 0 && line.trim() !== '') {
      steps.push(plain(`${steps.pop() ?? ''} ${line}`));
    }
  }
  return areUsable(steps) ? steps : undefined;
}

function areUsable(steps: readonly string[]): boolean {
  const count = steps.length;
  if (count < FEWEST_STEPS || count > MOST_STEPS) return false;
  if (new Set(steps).size < count) return false;
  return steps.every((step) => step.length >= SHORTEST_STEP && step.length <= LONGEST_STEP);
}

const plain = (text: string): string =>
  text
    .replace(/\*\*|`/g, '')
    .replace(/\s+[-*]\s+/g, ' ')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
