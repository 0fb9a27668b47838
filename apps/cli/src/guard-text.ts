/** What a guard found, on one line: `guard warning, demo@v1: ... (way out: ...)`. */
export function guardText(finding: {
  readonly severity: string;
  readonly subject: string;
  readonly message: string;
  readonly remedy: string;
}): string {
  const { severity, subject, message, remedy } = finding;
  return `guard ${severity}, ${subject}: ${message} (way out: ${remedy})`;
}
