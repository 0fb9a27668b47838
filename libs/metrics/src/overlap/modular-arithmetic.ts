/** The prime 2^31 - 1: remainders fit 31 bits, products of them not a double's 53. */
export const PRIME = 2 ** 31 - 1;

const TWO_16 = 2 ** 16;
const TWO_31 = 2 ** 31;

/**
 * a b modulo 2^31 - 1, exact: the product is split so that no part needs more than 48 bits.
 *
 * @param a whole, 0 to 2^31 - 2
 * @param b whole, 0 to 2^31 - 2
 */
export function multiplyModulo(a: number, b: number): number {
  const high = Math.floor(a / TWO_16);
  const low = a - high * TWO_16;
  return reduced(reduced(high * b) * TWO_16 + low * b);
}

/**
 * Remainder modulo 2^31 - 1: 2^31 counts as 1, so that high bits are added to the low ones.
 *
 * @param value whole, 0 to 2^53 - 1
 */
export function reduced(value: number): number {
  // Without %, which takes twice as long on numbers beyond 32 bits.
  const high = Math.floor(value / TWO_31);
  const folded = value - high * TWO_31 + high;
  return folded >= PRIME ? folded - PRIME : folded;
}
