import { type Interval } from '../clusters/t-interval.js';
import { fQuantile } from '../distributions/f.js';

/** At most 1; below 0 is sampling noise. */
export interface IccEstimate {
  /** Undefined where the denominator is not above 0. */
  readonly value: number | undefined;
  /** At 1 - alpha; undefined where the error has no spread, or the approximation breaks down. */
  readonly interval: Interval | undefined;
}

export interface IccForm {
  /** Of one judge's rating. */
  readonly single: IccEstimate;
  /** Of the mean over the k judges. */
  readonly average: IccEstimate;
}

/** Mean squares of n >= 2 targets rated by k >= 2 judges, not all 0. */
export interface IccSquares {
  readonly n: number;
  readonly k: number;
  /** BMS: between targets. */
  readonly targets: number;
  /** WMS: within targets. */
  readonly withinTargets: number;
  /** JMS: between judges. */
  readonly judges: number;
  /** EMS: what targets and judges leave. */
  readonly residual: number;
}

/** ICC(1,1) and ICC(1,k). */
export function oneWayForm(squares: IccSquares, alpha: number): IccForm {
  const { n, k, withinTargets } = squares;
  const error = { meanSquare: withinTargets, degreesOfFreedom: n * (k - 1) };
  return ratioForm(squares, error, alpha);
}

/** ICC(3,1) and ICC(3,k). */
export function twoWayFixedForm(squares: IccSquares, alpha: number): IccForm {
  const { n, k, residual } = squares;
  const error = { meanSquare: residual, degreesOfFreedom: (n - 1) * (k - 1) };
  return ratioForm(squares, error, alpha);
}

/** ICC(2,1) and ICC(2,k). */
export function twoWayRandomForm(squares: IccSquares, alpha: number): IccForm {
  const { n, k, targets, judges, residual } = squares;
  const value = ratio(
    targets - residual,
    targets + (k - 1) * residual + (k * (judges - residual)) / n,
  );
  const interval = value === undefined ? undefined : randomInterval(squares, value, alpha);
  return {
    single: { value, interval },
    average: {
      value: ratio(targets - residual, targets + (judges - residual) / n),
      interval: averageInterval(interval, k),
    },
  };
}

interface ErrorTerm {
  readonly meanSquare: number;
  readonly degreesOfFreedom: number;
}

/** The forms that depend on the targets' F ratio alone. */
function ratioForm(squares: IccSquares, error: ErrorTerm, alpha: number): IccForm {
  const { k, targets } = squares;
  const { meanSquare } = error;
  const interval = ratioInterval(squares, error, alpha);
  return {
    single: {
      value: ratio(targets - meanSquare, targets + (k - 1) * meanSquare),
      interval,
    },
    average: {
      value: ratio(targets - meanSquare, targets),
      interval: averageInterval(interval, k),
    },
  };
}

function ratioInterval(
  { n, k, targets }: IccSquares,
  { meanSquare, degreesOfFreedom }: ErrorTerm,
  alpha: number,
): Interval | undefined {
  if (meanSquare === 0) return undefined;
  const f = targets / meanSquare;
  const low = f / fQuantile(1 - alpha / 2, n - 1, degreesOfFreedom);
  const high = f * fQuantile(1 - alpha / 2, degreesOfFreedom, n - 1);
  return { lower: (low - 1) / (low + k - 1), upper: (high - 1) / (high + k - 1) };
}

/** Limits with Satterthwaite's degrees of freedom for the judges and the residual together. */
function randomInterval(squares: IccSquares, icc: number, alpha: number): Interval | undefined {
  const { n, k, targets, judges, residual } = squares;
  if (residual === 0) return undefined;
  const fromJudges = (k * icc * judges) / residual;
  const fromResidual = n * (1 + (k - 1) * icc) - k * icc;
  const spread = (n - 1) * fromJudges ** 2 + fromResidual ** 2;
  const degreesOfFreedom = ((k - 1) * (n - 1) * (fromJudges + fromResidual) ** 2) / spread;
  if (!(degreesOfFreedom > 0)) return undefined;
  const low = fQuantile(1 - alpha / 2, n - 1, degreesOfFreedom);
  const high = fQuantile(1 - alpha / 2, degreesOfFreedom, n - 1);
  const error = k * judges + (k * n - k - n) * residual;
  const lower = (n * (targets - low * residual)) / (low * error + n * targets);
  const upper = (n * (high * targets - residual)) / (error + n * high * targets);
  // for negative values the degrees of freedom can near 0, and the limits leave the value behind
  return lower <= icc && icc <= upper ? { lower, upper } : undefined;
}

/** Spearman and Brown's step from one judge to the mean of k, at both ends. */
function averageInterval(single: Interval | undefined, k: number): Interval | undefined {
  if (single === undefined) return undefined;
  const lower = ratio(k * single.lower, 1 + (k - 1) * single.lower);
  const upper = ratio(k * single.upper, 1 + (k - 1) * single.upper);
  return lower === undefined || upper === undefined ? undefined : { lower, upper };
}

function ratio(part: number, whole: number): number | undefined {
  return whole > 0 ? part / whole : undefined;
}
