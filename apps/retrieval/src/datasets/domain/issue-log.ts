import {
  type Fault,
  type ImportIssue,
  type IssueSeverity,
  type Place,
  shownValue,
} from './import-issue.js';

/** Most issues kept; the rest are counted. */
export const MAX_ISSUES = 100;

interface Tally {
  readonly issue: ImportIssue;
  count: number;
}

/** What was found wrong while one import was read. Memory does not grow with the number of faults. */
export class IssueLog {
  private readonly kept: Record<IssueSeverity, ImportIssue[]> = { error: [], warning: [] };
  private readonly tallies = new Map<string, Tally>();
  private skipped = 0;

  /** Rows left out because of an error. */
  get rowsSkipped(): number {
    return this.skipped;
  }

  /** Notes a row that is left out. */
  error(place: Place, fault: Fault): void {
    this.skipped += 1;
    this.keep('error', place, fault);
  }

  /** Notes a row that is kept although something about it should be known. */
  warn(place: Place, fault: Fault): void {
    this.keep('warning', place, fault);
  }

  /**
   * Counts a fault that a file may have in very many rows, as one issue at the first place.
   * Faults are the same when file, field and message are.
   */
  tally(severity: IssueSeverity, place: Place, fault: Fault): void {
    if (severity === 'error') this.skipped += 1;
    const key = JSON.stringify([severity, place.file, fault.field, fault.message]);
    const tally = this.tallies.get(key);
    if (tally) tally.count += 1;
    else this.tallies.set(key, { issue: toIssue(severity, place, fault), count: 1 });
  }

  /** The first `MAX_ISSUES`: errors before warnings, what was counted before single rows. */
  first(): ImportIssue[] {
    const counted = [...this.tallies.values()].map(({ issue, count }) =>
      count === 1 ? issue : { ...issue, message: `${issue.message} (${count} times in this file)` },
    );
    const ofSeverity = (severity: IssueSeverity): ImportIssue[] => [
      ...counted.filter((issue) => issue.severity === severity),
      ...this.kept[severity],
    ];
    return [...ofSeverity('error'), ...ofSeverity('warning')].slice(0, MAX_ISSUES);
  }

  private keep(severity: IssueSeverity, place: Place, fault: Fault): void {
    const kept = this.kept[severity];
    if (kept.length < MAX_ISSUES) kept.push(toIssue(severity, place, fault));
  }
}

function toIssue(severity: IssueSeverity, { file, line }: Place, fault: Fault): ImportIssue {
  const { field, value, message } = fault;
  return { file, line, field, value: shownValue(value), message, severity };
}
