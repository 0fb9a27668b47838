const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];
const WORDS = /no space left on device|disk quota exceeded/i;

/**
 * Whether an error, or what caused it, means that a disk is full: by its code, or, for a program that
 * failed, by what it said.
 */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, message, cause } = error as { code?: unknown; message?: unknown; cause?: unknown };
  if (CODES.includes(code)) return true;
  return (typeof message === 'string' && WORDS.test(message)) || isDiskFull(cause);
}
