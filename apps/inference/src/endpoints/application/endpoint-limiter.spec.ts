import { CallCancelledError } from '../../generations/index.js';
import { EndpointLimiter } from './endpoint-limiter.js';
import { Timer } from './ports.js';

class FakeTimer extends Timer {
  private now = 0;
  private alarms: { at: number; run: () => void }[] = [];

  override nowMs(): number {
    return this.now;
  }

  override after(ms: number, run: () => void): () => void {
    const alarm = { at: this.now + ms, run };
    this.alarms.push(alarm);
    return () => {
      this.alarms = this.alarms.filter((other) => other !== alarm);
    };
  }

  override random(): number {
    return 0.5;
  }

  async pass(ms: number): Promise<void> {
    this.now += ms;
    const due = this.alarms.filter(({ at }) => at <= this.now);
    this.alarms = this.alarms.filter(({ at }) => at > this.now);
    for (const { run } of due) run();
    await settle();
  }
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
const NEVER = new AbortController().signal;

function setUp({ max = 8 } = {}) {
  const timer = new FakeTimer();
  const limiter = new EndpointLimiter(timer, max);
  let entered = 0;
  const knock = async (times: number): Promise<number> => {
    for (let i = 0; i < times; i += 1) void limiter.acquire(NEVER).then(() => (entered += 1));
    await settle();
    return entered;
  };
  return { timer, limiter, knock, entered: () => entered };
}

describe(EndpointLimiter.name, () => {
  it('lets as many in as the maximum, and the next when one leaves', async () => {
    const { limiter, knock, entered } = setUp({ max: 2 });
    expect(await knock(3)).toBe(2);
    limiter.release();
    await settle();
    expect(entered()).toBe(3);
  });

  it('halves when throttled, once for the calls that were in flight together', async () => {
    const { limiter, knock } = setUp();
    limiter.throttled(0);
    limiter.throttled(0);
    expect(await knock(8)).toBe(4);
  });

  it('halves again a latency later, down to one', async () => {
    const { timer, limiter, knock } = setUp({ max: 4 });
    for (let i = 0; i < 5; i += 1) {
      limiter.throttled(0);
      await timer.pass(1_000);
    }
    expect(await knock(4)).toBe(1);
  });

  it('gains one after a window of successes and never passes the maximum', async () => {
    const { limiter, knock, entered } = setUp({ max: 4 });
    limiter.throttled(0);
    limiter.succeeded(10);
    limiter.succeeded(10);
    expect(await knock(5)).toBe(3);
    for (let i = 0; i < 20; i += 1) limiter.succeeded(10);
    limiter.release();
    await settle();
    expect(entered()).toBe(5);
    expect(await knock(1)).toBe(5);
  });

  it('lets nobody in while it is paused', async () => {
    const { timer, limiter, knock, entered } = setUp();
    limiter.throttled(5_000);
    expect(await knock(1)).toBe(0);
    await timer.pass(4_999);
    expect(entered()).toBe(0);
    await timer.pass(1);
    expect(entered()).toBe(1);
  });

  it('forgets one that no longer waits', async () => {
    const { limiter, knock } = setUp({ max: 1 });
    await knock(1);
    const leaving = new AbortController();
    const left = limiter.acquire(leaving.signal);
    leaving.abort();
    await expect(left).rejects.toThrow(CallCancelledError);
    limiter.release();
    expect(await knock(1)).toBe(2);
  });

  it('bears what is registered for the most generous of its models', async () => {
    const { limiter, knock } = setUp({ max: 2 });
    limiter.register('modest', 2);
    limiter.register('greedy', 3);
    for (let i = 0; i < 2; i += 1) limiter.succeeded(10);
    expect(await knock(5)).toBe(3);
  });
});
