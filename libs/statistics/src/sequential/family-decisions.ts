import { eBenjaminiHochberg } from '../multiplicity/e-values.js';
import { type DifferenceSequence } from './difference-sequence.js';
import {
  type ClaimEvidence,
  claimEvidence,
  type SequentialClaim,
  type SequentialDecision,
} from './sequential-decision.js';

/** In the order of preference where several hold for one comparison, as in `sequentialDecision`. */
const CLAIMS: readonly SequentialClaim[] = ['no-practical-difference', 'helps', 'hurts'];

export interface FamilyInput {
  /** One a comparison, all that were declared beforehand, stopped ones too; shape [m]. */
  readonly sequences: readonly DifferenceSequence[];
  /** As for sequentialDecision, the same for all. */
  readonly margin: number;
  /** Highest expected share of false ones among the family's findings, (0, 1). */
  readonly alpha: number;
}

export interface FamilyDecision {
  readonly decision: SequentialDecision;
  readonly evidence: ClaimEvidence;
}

/**
 * What each comparison of a family shows so far: e-BH over the three claims about each, 3 m in all.
 * It holds at every wave, whenever each comparison stops, and whatever the dependence between them,
 * e.g. because they share questions.
 *
 * A comparison whose draws contradict each other is undecided, and still counts in m.
 *
 * @returns in the order given, shape [m]
 * @throws InvalidStatisticsInputError when `margin` or `alpha` is out of range
 * @source Wang and Ramdas 2022 (J. R. Stat. Soc. B 84), e-BH
 */
export function familyDecisions({ sequences, margin, alpha }: FamilyInput): FamilyDecision[] {
  const evidence = sequences.map((sequence) => claimEvidence(sequence, margin));
  const eValues = sequences.flatMap(({ note }, i) =>
    CLAIMS.map((claim) => (note ? 0 : Math.exp((evidence[i] as ClaimEvidence)[claim]))),
  );
  const { isFinding } = eBenjaminiHochberg(eValues, alpha);
  return evidence.map((own, i) => {
    const found = CLAIMS.find((_, claim) => isFinding[i * CLAIMS.length + claim]);
    return { decision: found ?? 'undecided', evidence: own };
  });
}
