import { DomainError } from '@equipoise/kernel';
import { type ArgumentsHost, Logger } from '@nestjs/common';
import { type Problem, ProblemFilter } from './problem.filter.js';

class DiskFullError extends DomainError {
  readonly kind = 'exhausted';
  readonly code = 'RETRIEVAL.DISK_FULL';
}

/** What is answered when a request ends with an error. */
function answerTo(error: unknown): Problem {
  let body = '';
  const reply = {
    raw: { headersSent: false },
    code: () => reply,
    header: () => reply,
    send: (text: string) => {
      body = text;
    },
  };
  const host = { switchToHttp: () => ({ getResponse: () => reply }) };
  new ProblemFilter().catch(error, host as unknown as ArgumentsHost);
  return JSON.parse(body) as Problem;
}

describe(ProblemFilter.name, () => {
  beforeAll(() => {
    Logger.overrideLogger(false); // a bug is logged with its stack
  });

  it('tells a full disk as a lack of space, in the words of the service', () => {
    expect(answerTo(new DiskFullError('no space is left in /data: free some'))).toMatchObject({
      status: 507,
      type: 'urn:equipoise:problem:retrieval-disk-full',
      title: 'No space or memory left',
      detail: 'no space is left in /data: free some',
      code: 'RETRIEVAL.DISK_FULL',
    });
  });

  it('says nothing of a bug but where the log has it', () => {
    const problem = answerTo(new TypeError('a secret of the implementation'));
    expect(problem).toMatchObject({ status: 500, code: 'INTERNAL' });
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect(problem.detail).toContain(problem.instance);
  });
});
