const CODES: readonly unknown[] = ['ENOSPC', 'EDQUOT'];

/** Whether a system error, or what caused it, means that a disk is full or a user's share of it used up. */
export function isDiskFull(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  return CODES.includes(code) || isDiskFull(cause);
}

/** The same of a program that failed, by what it wrote. */
export function saysDiskFull(text: string): boolean {
  return /no space left on device|ENOSPC|disk quota exceeded/i.test(text);
}
