import type { Contrast } from '@equipoise/contracts';
import { type JudgedContrast } from './contrasts.js';
import { counted, decimal, equalsProbability, percent } from './number-text.js';
import { BOUNDS, intervalText } from './shown-interval.js';
import { sequentialCaveat, stopText } from './sequential-sentence.js';
import { armName, sampleSize, scored, whereOf } from './wording.js';

export interface SentenceFacts {
  readonly margin: number;
  readonly alpha: number;
  /** Whether the experiment has more than one dataset, so that the sentence has to name it. */
  readonly severalDatasets: boolean;
  /** Whether no other seed of the same treatment was tried. */
  readonly oneSeed: boolean;
}

/** A contrast in plain English, numbers included. */
export function sentenceOf(contrast: JudgedContrast, facts: SentenceFacts): string {
  const { arm, seeds, criterion, difference } = contrast;
  const where = whereOf(contrast, facts.severalDatasets);
  if (difference === null) {
    return (
      `${where}, ${armName(arm, seeds)} could not be compared on ${criterion} with its base model ` +
      `${arm.base}: not enough evidence, because ${becauseOf(contrast, facts)}.`
    );
  }
  const than = Math.abs(difference) < 0.005 ? 'as' : 'than';
  return (
    `${where}, ${armName(arm, seeds)} ${scored(difference, criterion)} ${than} its base model ` +
    `${arm.base} (${numbers(contrast, facts)}): ${conclusion(contrast, facts)}`
  );
}

function numbers(contrast: JudgedContrast, { margin, alpha }: SentenceFacts): string {
  const { verdict, reason, interval, tostInterval, sequential } = contrast;
  const equivalent =
    verdict === 'no-practical-difference' || reason === 'equivalence-lost-to-adjustment';
  const shown = equivalent ? tostInterval : interval;
  const level = percent(1 - (equivalent ? 2 * alpha : alpha));
  const kind = sequential === undefined ? 'interval' : 'confidence sequence';
  const parts = [
    shown === null
      ? `no ${kind}`
      : `${level} ${kind} ${intervalText(shown, BOUNDS.scoreDifference)}`,
    equivalent ? `within the margin of ±${decimal(margin)}` : '',
    sequential === undefined
      ? sampleSize(contrast)
      : `each document counted once; ${stopText(sequential)}, ${sampleSize(contrast)}`,
    pText(contrast, equivalent),
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function pText(
  { adjustedP, adjustedEquivalenceP, sequential }: JudgedContrast,
  ofEquivalence: boolean,
): string {
  const adjusted = ofEquivalence ? adjustedEquivalenceP : adjustedP;
  // A sequence decides about equivalence by its bounds alone.
  if (adjusted === null || (sequential !== undefined && ofEquivalence)) return '';
  if (sequential !== undefined) return `e-BH-adjusted p ${equalsProbability(adjusted)}`;
  return ofEquivalence
    ? `Holm-adjusted p of a difference as large as that ${equalsProbability(adjusted)}`
    : `Holm-adjusted p ${equalsProbability(adjusted)}`;
}

function conclusion(contrast: JudgedContrast, facts: SentenceFacts): string {
  const caveat = facts.oneSeed
    ? ' One seed: this is about this adapter, not about fine-tuning.'
    : sequentialCaveat(contrast);
  switch (contrast.verdict) {
    case 'helps':
      return `it helps.${caveat}`;
    case 'hurts':
      return `it hurts.${caveat}`;
    case 'no-practical-difference':
      return `no practical difference.${caveat}`;
    case 'not-enough-evidence':
      return `not enough evidence, because ${becauseOf(contrast, facts)}.`;
  }
}

function becauseOf(contrast: JudgedContrast, { margin, alpha }: SentenceFacts): string {
  const { reason, adjustedP, adjustedEquivalenceP, questionsForMargin, clusters } = contrast;
  const enough =
    questionsForMargin === null || questionsForMargin <= contrast.n
      ? ''
      : `; about ${counted(questionsForMargin, 'question')} would narrow it to ±${decimal(margin)}`;
  const because = {
    'no-pairs': 'no question has a score in both arms',
    'single-cluster': `all questions come from one document, and nothing tells how documents differ`,
    'constant-difference':
      'every question differs by the same amount, so the sample does not show how much it varies; check that the adapter is active',
    'no-variation-between-clusters': `the differences cancel out within each of the ${clusters} documents`,
    'interval-includes-zero': `the interval holds both no difference and differences beyond ±${decimal(margin)}${enough}`,
    'sequence-contradiction':
      'the questions rule out every difference, which a random order does once in a long while; run it again with another seed',
    'lost-to-adjustment': `with ${percent(alpha)} for the whole family the adjusted p of ${(adjustedP ?? 1).toFixed(3)} is too large${enough}`,
    'equivalence-lost-to-adjustment': `with ${percent(alpha)} for the whole family the adjusted p of ${(adjustedEquivalenceP ?? 1).toFixed(3)} for a difference of ${decimal(margin)} or more is too large${enough}`,
  } as const satisfies Record<NonNullable<Contrast['reason']>, string>;
  return reason === null ? 'it is undecided' : because[reason];
}
