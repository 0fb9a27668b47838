import type { JudgeQualification } from '@equipoise/contracts';
import type { Figures } from './figures.js';
import type { Thresholds } from './thresholds.js';

export type Decision = Pick<JudgeQualification, 'status' | 'reasons'>;

type Counts = Pick<JudgeQualification, 'judgements' | 'missing' | 'meanLeakedMass'>;

/**
 * Qualified means that no threshold was missed. What could not be measured on enough questions is
 * not held against the judge, except gold against wrong: without that nothing is decided.
 */
export function decide(figures: Figures & Counts, thresholds: Thresholds): Decision {
  const unreadable = unreadableReasons(figures, thresholds);
  const { gold, spoilt } = figures.goldAboveWrong;
  const scored = Math.min(gold, spoilt);
  if (unreadable.length === 0 && scored < thresholds.fewestQuestions) {
    const reason =
      `gold and wrong answers could be compared on ${scored} questions; at least ` +
      `${thresholds.fewestQuestions} are needed to tell (spec.judge.qualification.probes)`;
    return { status: 'not-tested', reasons: [reason] };
  }
  const reasons = [
    ...unreadable,
    ...separationReasons(figures, thresholds),
    ...orderReasons(figures, thresholds),
    ...paddingReasons(figures, thresholds),
  ];
  return { status: reasons.length === 0 ? 'qualified' : 'unqualified', reasons };
}

function unreadableReasons(counts: Counts, thresholds: Thresholds): string[] {
  const { judgements, missing, meanLeakedMass } = counts;
  const reasons: string[] = [];
  if (judgements > 0 && missing / judgements > thresholds.missing) {
    reasons.push(
      `${missing} of ${judgements} scores are missing; at most ${percent(thresholds.missing)} may be`,
    );
  }
  if (meanLeakedMass > thresholds.leakedMass) {
    reasons.push(
      `${percent(meanLeakedMass)} of its probability lies on tokens that are no score; ` +
        `at most ${percent(thresholds.leakedMass)} may`,
    );
  }
  return reasons;
}

function separationReasons(figures: Figures, thresholds: Thresholds): string[] {
  const { goldAboveWrong, goldAboveCut } = figures;
  return [
    ...tooSmall('another question’s answer', goldAboveWrong, thresholds.goldAboveWrong, thresholds),
    ...tooSmall('half of it', goldAboveCut, thresholds.goldAboveCut, thresholds),
  ];
}

function tooSmall(
  what: string,
  { area, gold, spoilt }: Figures['goldAboveWrong'],
  least: number,
  { fewestQuestions }: Thresholds,
): string[] {
  if (area === null || Math.min(gold, spoilt) < fewestQuestions || area >= least) return [];
  return [
    `it scores a gold answer above ${what} with a chance of ${area.toFixed(2)}; ` +
      `at least ${least.toFixed(2)} is wanted, and 0.50 is guessing`,
  ];
}

function orderReasons({ monotonicity }: Figures, thresholds: Thresholds): string[] {
  const { ordered, questions } = monotonicity;
  if (questions < thresholds.fewestQuestions) return [];
  if (ordered / questions >= thresholds.monotonicity) return [];
  return [
    `its scores fall from gold to cut to wrong on ${ordered} of ${questions} questions; ` +
      `at least ${percent(thresholds.monotonicity)} are wanted`,
  ];
}

function paddingReasons({ padding }: Figures, thresholds: Thresholds): string[] {
  if (padding === null || padding.n < thresholds.fewestQuestions) return [];
  const { finding, difference } = padding;
  const shown = finding === 'rewards' || finding === 'punishes';
  if (!shown || Math.abs(difference) <= thresholds.largestPaddingChange) return [];
  return [
    `it ${finding} neutral text around an answer with ${Math.abs(difference).toFixed(2)} points; ` +
      `at most ${thresholds.largestPaddingChange.toFixed(2)} is allowed`,
  ];
}

const percent = (share: number): string => `${Math.round(share * 100)} %`;
