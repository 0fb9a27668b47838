import { failureOf } from './program-failure.js';
import type { Exit } from './program.js';

const failure = (exit: Partial<Exit>) =>
  failureOf('the trainer', { code: 1, signal: undefined, tail: '', ...exit });

describe(failureOf.name, () => {
  it('gives up when the trainer refuses its data, in its own words', () => {
    const error = failure({ code: 65, tail: 'a warning\nquestion q7 has 900 tokens' });
    expect(error.retryable).toBe(false);
    expect(error.message).toBe('question q7 has 900 tokens');
  });

  it.each<[string, Partial<Exit>]>([
    ['killed by the system', { code: undefined, signal: 'SIGKILL' }],
    ['killed under a shell', { code: 137 }],
    ['out of memory', { tail: "RuntimeError: DefaultCPUAllocator: can't allocate memory" }],
  ])('names memory and the way out when it was %s', (_, exit) => {
    expect(failure(exit)).toMatchObject({ code: 'TRAINING.OUT_OF_RESOURCES', retryable: true });
    expect(failure(exit).message).toContain('TRAINER_MAX_DEVICE_BATCH');
  });

  it('names the disk when it is full', () => {
    const error = failure({ tail: 'OSError: [Errno 28] No space left on device' });
    expect(error).toMatchObject({ code: 'TRAINING.OUT_OF_RESOURCES', retryable: true });
    expect(error.message).toContain('disk');
  });

  it('tries again after anything else, and shows its last words', () => {
    const error = failure({ code: 1, tail: 'KeyError: 3' });
    expect(error.retryable).toBe(true);
    expect(error.message).toBe('the trainer ended with exit status 1:\nKeyError: 3');
  });
});
