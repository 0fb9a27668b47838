import { DomainError, reasonOf } from '@equipoise/kernel';

/** PostgreSQL found no room for what was to be written; its transaction left nothing behind. */
export class DatabaseFullError extends DomainError {
  readonly kind = 'exhausted';
  readonly code = 'PLATFORM.DATABASE_FULL';

  constructor(cause: unknown) {
    super(
      `the disk of the database is full (${reasonOf(cause)}) and nothing was stored: free some space ` +
        'where PostgreSQL keeps its data (EQUIPOISE_HOME, unless DATABASE_URL names another server), ' +
        'then try again',
      { cause },
    );
  }
}
