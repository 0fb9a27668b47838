import { isRounding, meanOf, squaresAround } from '../moments.js';

/**
 * Mean over standard deviation of paired differences, Cohen's dz.
 *
 * @param differences shape [n]
 * @param scale largest absolute score behind the differences, which decides what is rounding
 * @returns undefined when n < 2 or the differences do not vary
 * @source Lakens 2013 (Front. Psychol. 4:863)
 */
export function cohenDz(differences: readonly number[], scale: number): number | undefined {
  if (differences.length < 2) return undefined;
  const mean = meanOf(differences);
  const sd = Math.sqrt(squaresAround(mean, differences) / (differences.length - 1));
  return isRounding(sd, scale) ? undefined : mean / sd;
}

/**
 * Factor that removes the small-sample bias of a standardised difference, in (0, 1):
 * J = gamma(df / 2) / (sqrt(df / 2) gamma((df - 1) / 2)).
 *
 * The ratio R(v) = gamma(v / 2) / gamma((v - 1) / 2) starts at R(2) = 1 / sqrt(pi) and obeys
 * R(v) R(v + 1) = (v - 1) / 2, which needs no gamma function and stays exact for large df.
 *
 * @param df whole number, questions less one
 * @returns undefined below 2 degrees of freedom, where the bias is not finite
 * @source Hedges 1981 (J. Educ. Stat. 6)
 */
export function hedgesFactor(df: number): number | undefined {
  if (df < 2) return undefined;
  let ratio = 1 / Math.sqrt(Math.PI);
  for (let v = 2; v < df; v += 1) ratio = (v - 1) / 2 / ratio;
  return ratio / Math.sqrt(df / 2);
}
