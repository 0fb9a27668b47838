import { IssueLog, MAX_ISSUES } from './issue-log.js';

const fault = (value: unknown): { field: string; value: unknown; message: string } => ({
  field: 'f',
  value,
  message: 'm',
});

describe(IssueLog.name, () => {
  it('keeps the first hundred, errors before warnings, and counts every row left out', () => {
    const log = new IssueLog();
    log.warn({ file: 'a', line: 1 }, fault('w'));
    for (let line = 1; line <= 150; line += 1) log.error({ file: 'a', line }, fault(line));
    expect(log.rowsSkipped).toBe(150);
    expect(log.first()).toHaveLength(MAX_ISSUES);
    expect(log.first()[0]).toEqual({
      file: 'a',
      line: 1,
      field: 'f',
      value: '1',
      message: 'm',
      severity: 'error',
    });
  });

  it('counts what many rows share as one issue a file, at its first place', () => {
    const log = new IssueLog();
    for (let line = 5; line < 12; line += 1) log.tally('warning', { file: 'a', line }, fault('x'));
    log.tally('error', { file: 'b', line: 2 }, fault('y'));
    expect(log.rowsSkipped).toBe(1);
    expect(log.first()).toMatchObject([
      { file: 'b', line: 2, message: 'm', severity: 'error' },
      { file: 'a', line: 5, message: 'm (7 times in this file)', severity: 'warning' },
    ]);
  });

  it('cuts long values at 200 characters and leaves no half of a pair', () => {
    const log = new IssueLog();
    log.error({ file: 'a', line: 1 }, fault('😀'.repeat(150)));
    log.error({ file: 'a', line: 2 }, fault({ a: [1] }));
    const [long, object] = log.first();
    expect(long?.value.length).toBeLessThanOrEqual(200);
    expect(long?.value.isWellFormed()).toBe(true);
    expect(object?.value).toBe('{"a":[1]}');
  });
});
