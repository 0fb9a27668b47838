import type { Estimator, JudgeQualification } from '@equipoise/contracts';
import { oneWayComponents, repeatsForReliability } from '@equipoise/statistics';

type Repeatability = JudgeQualification['repeatability'];

/** The spread between probes is part of an ICC, and probes lie at the ends of the scale. */
const CAVEAT = 'probes differ more than real answers do, so those may need more repeats';

/**
 * Whether a judge scores an answer alike again, and how many repeats that makes worth buying.
 *
 * @param scores readable scores of each probe, shape [probes][repeats of the probe]
 * @param target reliability wanted of the mean of the repeats, in (0, 1)
 * @source ICC(1,1): Shrout and Fleiss 1979; repeats by Spearman and Brown, as in `repeatsForReliability`
 */
export function repeatabilityOf(
  scores: readonly (readonly number[])[],
  estimator: Estimator,
  target: number,
): Repeatability {
  if (estimator === 'token-probability') {
    const note = 'token probabilities are the same at every call, so one call is all there is';
    return { icc: null, target, repeatsForTarget: 1, note };
  }
  const unknown = { icc: null, target, repeatsForTarget: null };
  const repeated = scores.filter(({ length }) => length > 1);
  if (repeated.length < 2) {
    return { ...unknown, note: 'fewer than two probes were scored more than once' };
  }
  const { icc, note } = oneWayComponents(repeated);
  if (icc === undefined) return { ...unknown, note: `no ICC can be told: ${note ?? 'no spread'}` };
  const repeats = repeatsForReliability(Math.max(0, icc), target);
  // A hair above a whole number is rounding of the division, not another repeat.
  const repeatsForTarget = repeats === undefined ? null : Math.max(1, Math.ceil(repeats - 1e-9));
  return { icc, target, repeatsForTarget, note: CAVEAT };
}
