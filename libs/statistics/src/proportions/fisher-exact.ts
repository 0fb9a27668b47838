import { requireThat } from '../require.js';
import { requireSuccesses, type Successes } from './successes.js';

/** Tables this little likelier than the observed one count as equally likely. */
const TIE = 1e-7;
/** Counts the tables to be looked at one by one. */
const MOST_TRIALS = 1e7;

/**
 * Fisher's exact test that two groups succeed equally often: the two-sided p-value, in (0, 1], of
 * all tables with these totals that are no likelier than the observed one.
 *
 * @throws InvalidStatisticsInputError when a count is out of range or a group has over 1e7 trials
 * @source Fisher 1922 (J. R. Stat. Soc. 85); two-sided by likelihood, as in R and scipy
 */
export function fisherExactP(first: Successes, second: Successes): number {
  for (const group of [first, second]) {
    requireSuccesses(group);
    requireThat(
      group.trials <= MOST_TRIALS,
      `trials is ${group.trials}; give at most 1e7, or compare the rates by a standard error`,
    );
  }
  const total = first.successes + second.successes;
  const least = Math.max(0, total - second.trials);
  const most = Math.min(first.trials, total);

  /** How much likelier k + 1 successes in the first group are than k, as a logarithm. */
  const logStep = (k: number): number =>
    Math.log(((first.trials - k) / (k + 1)) * ((total - k) / (second.trials - total + k + 1)));
  let relative = 0;
  const logWeights = [0];
  for (let k = least; k < most; k += 1) logWeights.push((relative += logStep(k)));
  const observed = (logWeights[first.successes - least] as number) + Math.log1p(TIE);
  const peak = logWeights.reduce((highest, weight) => Math.max(highest, weight), 0);
  let all = 0;
  let unlikely = 0;
  for (const logWeight of logWeights) {
    const weight = Math.exp(logWeight - peak);
    all += weight;
    if (logWeight <= observed) unlikely += weight;
  }
  return unlikely / all;
}
