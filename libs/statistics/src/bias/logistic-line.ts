import { isRounding, largestSize, meanOf } from '../moments.js';

export interface LogisticLine {
  /** Log-odds at x = 0. */
  readonly intercept: number;
  /** Change of the log-odds per unit of x; 0 when x does not vary. */
  readonly slope: number;
  /** How much each observation moves the intercept, shape [n]. */
  readonly influences: readonly number[];
  /**
   * Whether x, or the intercept alone, tells wins from losses without error, so that the likelihood
   * grows without end; the estimates are then those of Firth's penalised likelihood.
   */
  readonly isSeparated: boolean;
}

const MOST_STEPS = 200;
const MOST_HALVINGS = 60;
/** Steps smaller than this share of the coefficients are rounding. */
const CONVERGED = 1e-14;
/** Losses of the objective smaller than this share of it are rounding too. */
const LEVEL = 1e-13;

/**
 * Logistic regression on one variable by Newton's method, each step shortened until the likelihood
 * does not fall; penalised by Firth's term exactly where the likelihood has no finite maximum.
 *
 * @param x shape [n], n >= 1, at most about 1 in size
 * @param y shape [n], in [0, 1]: 1 a win, 0 a loss, 0.5 a tie
 * @source McCullagh and Nelder 1989 section 4.4; separation: Albert and Anderson 1984 (Biometrika
 *   71); penalty: Firth 1993 (Biometrika 80), Heinze and Schemper 2002 (Stat. Med. 21)
 */
export function logisticLine(x: readonly number[], y: readonly number[]): LogisticLine {
  const isSeparated = areSeparated(x, y);
  const hasSlope = !isRounding(largestSize(x.map((value) => value - meanOf(x))), largestSize(x));
  const problem = { x, y, penalty: isSeparated ? 1 : 0, hasSlope };
  let at = { intercept: 0, slope: 0 };
  let height = objective(problem, at);
  for (let step = 0; step < MOST_STEPS; step += 1) {
    const move = newtonStep(problem, at);
    const size = Math.max(Math.abs(move.intercept), Math.abs(move.slope));
    const scale = 1 + Math.max(Math.abs(at.intercept), Math.abs(at.slope));
    const next = size > CONVERGED * scale ? climb(problem, at, move, height) : undefined;
    if (next === undefined) break;
    [at, height] = [next.at, next.height];
  }
  const inverse = inverseOf(information(problem, at), hasSlope);
  const influences = x.map((value, i) => {
    const residual = (y[i] as number) - chance(at, value);
    return residual * (inverse.a + inverse.b * value);
  });
  return { ...at, influences, isSeparated };
}

interface Coefficients {
  readonly intercept: number;
  readonly slope: number;
}

interface Problem {
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** Weight of Firth's term, 0 or 1. */
  readonly penalty: number;
  readonly hasSlope: boolean;
}

/** The symmetric matrix [[a, b], [b, c]]. */
interface Symmetric {
  readonly a: number;
  readonly b: number;
  readonly c: number;
}

/** Whether a threshold on x parts wins from losses; a tie counts as one of each. */
function areSeparated(x: readonly number[], y: readonly number[]): boolean {
  const winsAt = x.filter((_, i) => (y[i] as number) > 0);
  const lossesAt = x.filter((_, i) => (y[i] as number) < 1);
  if (winsAt.length === 0 || lossesAt.length === 0) return true;
  if (x.every((value) => value === x[0])) return false;
  const [lowestWin, highestWin] = ends(winsAt);
  const [lowestLoss, highestLoss] = ends(lossesAt);
  return highestLoss <= lowestWin || highestWin <= lowestLoss;
}

function ends(values: readonly number[]): [number, number] {
  return values.reduce(
    ([low, high], v) => [Math.min(low, v), Math.max(high, v)],
    [Infinity, -Infinity],
  );
}

function chance({ intercept, slope }: Coefficients, x: number): number {
  return 1 / (1 + Math.exp(-(intercept + slope * x)));
}

function information({ x }: Problem, at: Coefficients): Symmetric {
  let [a, b, c] = [0, 0, 0];
  for (const value of x) {
    const p = chance(at, value);
    const weight = p * (1 - p);
    a += weight;
    b += weight * value;
    c += weight * value * value;
  }
  return { a, b, c };
}

function inverseOf({ a, b, c }: Symmetric, hasSlope: boolean): Symmetric {
  if (!hasSlope) return { a: 1 / a, b: 0, c: 0 };
  const determinant = a * c - b * b;
  return { a: c / determinant, b: -b / determinant, c: a / determinant };
}

/** Log-likelihood, plus half the log-determinant of the information where it is penalised. */
function objective(problem: Problem, at: Coefficients): number {
  const { x, y, penalty, hasSlope } = problem;
  let log = 0;
  x.forEach((value, i) => {
    const logit = at.intercept + at.slope * value;
    const won = y[i] as number;
    log -= won * softplus(-logit) + (1 - won) * softplus(logit);
  });
  if (penalty === 0) return log;
  const { a, b, c } = information(problem, at);
  return log + (penalty / 2) * Math.log(hasSlope ? a * c - b * b : a);
}

/** ln(1 + e^x) without overflow. */
function softplus(x: number): number {
  return Math.max(0, x) + Math.log1p(Math.exp(-Math.abs(x)));
}

function newtonStep(problem: Problem, at: Coefficients): Coefficients {
  const { x, y, penalty, hasSlope } = problem;
  const inverse = inverseOf(information(problem, at), hasSlope);
  let [forIntercept, forSlope] = [0, 0];
  x.forEach((value, i) => {
    const p = chance(at, value);
    const leverage = p * (1 - p) * (inverse.a + 2 * inverse.b * value + inverse.c * value * value);
    const score = (y[i] as number) - p + penalty * leverage * (1 / 2 - p);
    forIntercept += score;
    forSlope += score * value;
  });
  return {
    intercept: inverse.a * forIntercept + inverse.b * forSlope,
    slope: inverse.b * forIntercept + inverse.c * forSlope,
  };
}

/** The longest of the step, half of it, a quarter … with which the objective does not fall. */
function climb(
  problem: Problem,
  at: Coefficients,
  move: Coefficients,
  height: number,
): { at: Coefficients; height: number } | undefined {
  for (let share = 1, i = 0; i < MOST_HALVINGS; share /= 2, i += 1) {
    const tried = {
      intercept: at.intercept + share * move.intercept,
      slope: at.slope + share * move.slope,
    };
    const reached = objective(problem, tried);
    if (reached >= height - LEVEL * Math.abs(height)) return { at: tried, height: reached };
  }
  return undefined;
}
