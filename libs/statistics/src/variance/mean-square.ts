import { isRounding } from '../moments.js';

/**
 * A sum of squares over its degrees of freedom: undefined without any, and 0 where it is nothing but
 * rounding.
 *
 * @param scale largest absolute score behind the squares, which decides what is rounding
 */
export function meanSquareOf(
  squares: number,
  degreesOfFreedom: number,
  scale: number,
): number | undefined {
  if (degreesOfFreedom === 0) return undefined;
  const meanSquare = squares / degreesOfFreedom;
  return isRounding(Math.sqrt(meanSquare), scale) ? 0 : meanSquare;
}
