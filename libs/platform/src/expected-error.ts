import { DomainError } from '@equipoise/kernel';
import { DatabaseFullError } from './database/database-full.error.js';

/** SQLSTATE `disk_full` (PostgreSQL 18 manual, appendix A); TypeORM and pg both give it as `code`. */
const DISK_FULL = '53100';

/**
 * The expected failure that an error is: itself, or what stands behind an error of a library where a
 * user can do something about it.
 *
 * @returns undefined for anything else, which is a bug
 */
export function expectedError(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error;
  const isFull = (error as { code?: unknown } | undefined)?.code === DISK_FULL;
  return isFull ? new DatabaseFullError(error) : undefined;
}
