import { type Interval } from '@equipoise/statistics';

/** One answer under every name by which a vector may ask for it. */
export function named(value: unknown, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(names.map((name) => [name, value]));
}

/** An interval as vectors write it, [lower, upper]. */
export function pairOf(interval: Interval | undefined): [number, number] | undefined {
  return interval === undefined ? undefined : [interval.lower, interval.upper];
}

/** A mean, its error bar and its test under the names that vectors use. */
export function testAnswers(test: {
  readonly mean: number;
  readonly standardError: number | undefined;
  readonly degreesOfFreedom: number | undefined;
  readonly t: number | undefined;
  readonly pValue: number | undefined;
  readonly interval: Interval | undefined;
}): Record<string, unknown> {
  return {
    ...named(test.mean, 'mean', 'estimate'),
    ...named(test.standardError, 'se', 'SE', 'standard_error'),
    ...named(test.degreesOfFreedom, 'df', 'dof'),
    t: test.t,
    ...named(test.pValue, 'p', 'p_value'),
    ...named(pairOf(test.interval), 'ci95', 'ci'),
  };
}
