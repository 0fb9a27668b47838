/** Relative size at which further terms of a tail no longer count. */
const NEGLIGIBLE = 1e-17;
/** Below this the correction to Stirling's formula comes from the factorial itself. */
const SERIES_FROM = 16;

/**
 * ln P(K = k) for K heads of `n` fair coins, relative error of the probability about 1e-14.
 *
 * @param k whole, 0 to n
 * @source Loader 2000, saddle-point form of the binomial probability
 */
export function logHalfBinomial(k: number, n: number): number {
  const rest = n - k;
  if (k === 0 || rest === 0) return -n * Math.LN2;
  const correction = stirlingError(n) - stirlingError(k) - stirlingError(rest);
  const deviance = k * Math.log((2 * k) / n) + rest * Math.log((2 * rest) / n);
  return correction - deviance - Math.log((2 * Math.PI * k * rest) / n) / 2;
}

/**
 * ln P(K <= k) for K heads of `n` fair coins, relatively accurate however small.
 *
 * @param k whole, 0 to n
 */
export function logHalfBinomialCdf(k: number, n: number): number {
  if (k === n) return 0;
  if (2 * k > n) return Math.log1p(-Math.exp(logHalfBinomialCdf(n - k - 1, n)));
  let term = 1;
  let sum = 1;
  for (let j = k; j >= 1 && term > NEGLIGIBLE * sum; j -= 1) {
    term *= j / (n - j + 1);
    sum += term;
  }
  return logHalfBinomial(k, n) + Math.log(sum);
}

/** ln n! less Stirling's formula. */
function stirlingError(n: number): number {
  if (n >= SERIES_FROM) {
    const square = n * n;
    return (1 / 12 - (1 / 360 - (1 / 1260 - 1 / 1680 / square) / square) / square) / n;
  }
  let factorial = 1;
  for (let i = 2; i <= n; i += 1) factorial *= i;
  return Math.log(factorial) - Math.log(2 * Math.PI * n) / 2 - n * Math.log(n) + n;
}
