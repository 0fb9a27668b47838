import { counted, decimal, percent, whole } from '@equipoise/analysis';
import type { Analysis } from '@equipoise/contracts';

/** What stopping early has saved, in a sentence; empty with fixed stopping. */
export function savingsText({ savings }: Pick<Analysis, 'savings'>): string {
  if (savings === undefined) return '';
  const { answers, answersPlanned, judgements, judgementsPlanned } = savings;
  if (answers === 0) {
    return (
      `Sequential stopping saved no call: all ${counted(answersPlanned, 'planned answer')} and ` +
      `${counted(judgementsPlanned, 'judge call')} were needed.`
    );
  }
  return (
    `Sequential stopping saved ${counted(answers, 'answer')} of ${whole(answersPlanned)} and ` +
    `${counted(judgements, 'judge call')} of ${whole(judgementsPlanned)} (${percent(answers / answersPlanned)}).`
  );
}

/** How contrasts were decided where they could stop early, one paragraph each. */
export function sequentialMethod({ settings }: Analysis): string[] {
  const { alpha, margin, familySize, sequential } = settings;
  return [
    `Questions came in a random order, document by document, in waves of about ${sequential?.waveQuestions ?? 0}. A ` +
      'contrast is tuned minus base on the same questions, averaged over repeats, over answers, then over the ' +
      'questions of a document: each document counts once. After every wave each undecided contrast carried a ' +
      `confidence sequence by betting (Waudby-Smith and Ramdas 2024), which holds at all waves at once with a chance of ` +
      `${percent(1 - alpha)}; p-values hold whenever one stops. e-BH over the three claims about each of ` +
      `${counted(familySize, 'contrast')} keeps the expected share of false findings at ${percent(alpha)}. ` +
      'dz is the mean difference over the standard deviation of the differences.',
    '"Helps", "hurts" and "no practical difference" (a difference within ' +
      `±${decimal(margin)}) are claims that e-BH has found; a contrast stopped at the first. Everything else is "not ` +
      'enough evidence". After a stop an interval of a fixed sample would be too narrow and its estimate too large, so ' +
      'none is given for a contrast. Means, lexical metrics, effects of context and retrieval stand beside the verdicts ' +
      'with intervals of a fixed sample, which early stopping makes too narrow; they carry no verdict.',
  ];
}
