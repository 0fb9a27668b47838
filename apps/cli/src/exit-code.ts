/** What a CI gate reads. */
export const EXIT = {
  /** No arm hurts. */
  noHarm: 0,
  /** At least one arm hurts. */
  hurts: 1,
  /** Nothing hurts, and at least one contrast has not enough evidence. */
  notEnoughEvidence: 2,
  /** The command failed, or was used wrongly. */
  failed: 3,
  /** Stopped by Ctrl-C; the same command goes on from here. */
  interrupted: 130,
} as const;
export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

/** A failure whose message is all that a person needs; no stack is shown. */
export class CliError extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
  ) {
    super(message);
    this.name = 'CliError';
  }
}
