import { setTimeout as sleep } from 'node:timers/promises';
import { KeyedQueue } from './keyed-queue.js';

describe(KeyedQueue, () => {
  it('never works on one key twice at once, and once more when it was added meanwhile', async () => {
    const log: string[] = [];
    const queue = new KeyedQueue(4, async (key) => {
      log.push(`+${key}`);
      await sleep(5);
      log.push(`-${key}`);
    });
    for (let i = 0; i < 5; i += 1) queue.add('a');
    await queue.idle();
    expect(log).toEqual(['+a', '-a', '+a', '-a']);
  });

  it('serves what is urgent first', async () => {
    const log: string[] = [];
    const queue = new KeyedQueue(1, async (key) => {
      await sleep(1);
      log.push(key);
    });
    for (const key of ['first', 'a', 'b']) queue.add(key);
    queue.add('b', { urgent: true });
    queue.add('c', { urgent: true });
    await queue.idle();
    expect(log).toEqual(['first', 'b', 'c', 'a']);
  });

  it('keeps to its bound and leaves no key out', async () => {
    let running = 0;
    let most = 0;
    const seen = new Set<string>();
    const queue = new KeyedQueue(3, async (key) => {
      running += 1;
      most = Math.max(most, running);
      await sleep(1);
      seen.add(key);
      running -= 1;
    });
    for (let i = 0; i < 50; i += 1) queue.add(String(i));
    await queue.idle();
    expect(most).toBe(3);
    expect(seen.size).toBe(50);
  });
});
