import { bisect } from '../bisect.js';
import { requireAlpha, requirePositive, requireThat } from '../require.js';
import { expectedError, type PairedPlan, powerAtShift, powerOf } from './paired-power.js';

type Optional<T, K extends keyof T> = Omit<T, K> & Partial<Pick<T, K>>;

/** Clusters default to one a question, the design effect to 1, alpha to 0.05. */
export type PairedPowerInput = Optional<PairedPlan, 'clusterCount' | 'designEffect' | 'alpha'>;

export type MinimumDetectableEffectInput = Omit<PairedPowerInput, 'effect'> & {
  /** Chance to find the effect, above alpha and below 1; default 0.8. */
  readonly power?: number;
};

/** Beyond this many standard errors every test of use finds the effect. */
const LARGEST_SHIFT = 1e6;

/**
 * Chance that a planned comparison finds a true difference of `effect`, in [alpha, 1].
 *
 * @throws InvalidStatisticsInputError when a number is out of the range that PairedPlan states
 * @source noncentral t, Cohen 1988 section 2; clusters by design effect and G - 1 degrees of freedom
 */
export function pairedPower(input: PairedPowerInput): number {
  return powerOf(checked(input));
}

/**
 * Smallest true difference that a comparison of `n` questions finds with the wanted power, > 0, in
 * units of the score. With very few clusters and a strict level it is limited to 1e6 standard errors.
 *
 * @throws InvalidStatisticsInputError when a number is out of range
 * @source as for pairedPower
 */
export function minimumDetectableEffect(input: MinimumDetectableEffectInput): number {
  const { power = 0.8, ...design } = input;
  const plan = checked({ ...design, effect: 0 });
  requirePower(power, plan.alpha);
  const df = plan.clusterCount - 1;
  const found = (shift: number): number => powerAtShift(shift, df, plan.alpha);
  let high = 4;
  while (found(high) < power && high < LARGEST_SHIFT) high *= 2;
  return bisect(found, power, [0, high]) * expectedError(plan);
}

/** Refuses a power that a test at this level has without any effect, and certainty. */
export function requirePower(power: number, alpha: number): void {
  requireThat(power > alpha && power < 1, `power is ${power}; give above alpha and below 1`);
}

/** Refuses what no design has. */
export function requireDesignEffect(designEffect: number): void {
  requireThat(
    designEffect >= 1 && Number.isFinite(designEffect),
    `designEffect is ${designEffect}; give a number >= 1`,
  );
}

function checked(input: PairedPowerInput): PairedPlan {
  const plan = { clusterCount: input.n, designEffect: 1, alpha: 0.05, ...input };
  const { effect, sd, n, clusterCount } = plan;
  requireThat(Number.isFinite(effect), `effect is ${effect}; give a finite number`);
  requirePositive('sd', sd);
  requireThat(n >= 2 && Number.isFinite(n), `n is ${n}; give at least 2 questions`);
  requireThat(
    clusterCount >= 2 && clusterCount <= n,
    `clusterCount is ${clusterCount}; give from 2 to the ${n} questions`,
  );
  requireDesignEffect(plan.designEffect);
  requireAlpha(plan.alpha);
  return plan;
}
