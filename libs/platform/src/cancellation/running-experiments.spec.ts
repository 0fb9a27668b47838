import { RunningExperiments } from './running-experiments.js';

function setUp() {
  const cancelled = new Set<string>();
  const running = new RunningExperiments({
    add: async (id) => void cancelled.add(id),
    has: async (id) => cancelled.has(id),
  });
  const untilAborted = (signal: AbortSignal): Promise<string> =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('aborted'));
      });
    });
  return { running, untilAborted, signal: new AbortController().signal };
}

describe(RunningExperiments, () => {
  it('gives back what the work gives', async () => {
    const { running, signal } = setUp();
    expect(await running.run('a', signal, async () => 'done')).toBe('done');
  });

  it('stops all work of a cancelled experiment and no other', async () => {
    const { running, signal, untilAborted } = setUp();
    const stopped = [
      running.run('a', signal, untilAborted),
      running.run('a', signal, untilAborted),
    ];
    const other = running.run('b', signal, async () => {
      await running.cancel('a');
      return 'b goes on';
    });
    expect(await Promise.all(stopped)).toEqual([undefined, undefined]);
    expect(await other).toBe('b goes on');
  });

  it('begins no work of an experiment that was cancelled before', async () => {
    const { running, signal } = setUp();
    await running.cancel('a');
    let begun = false;
    const result = await running.run('a', signal, async () => (begun = true));
    expect(result).toBeUndefined();
    expect(begun).toBe(false);
  });

  it('passes on a failure, and the stop of the process, which are no cancellation', async () => {
    const { running, untilAborted } = setUp();
    const stopping = new AbortController();
    const work = running.run('a', stopping.signal, untilAborted);
    setImmediate(() => {
      stopping.abort();
    });
    await expect(work).rejects.toThrow('aborted');
  });
});
