import { CallCancelledError } from '../domain/model-call.errors.js';
import { Gate } from './gate.js';

const NEVER = new AbortController().signal;

/** A gate for as many as `room` says, and what those who wait are told. */
function setUp(capacity: number) {
  const room = { capacity };
  const gate = new Gate((inside) => inside < room.capacity);
  const entered: string[] = [];
  const enter = (name: string, signal = NEVER): Promise<void> =>
    gate.enter(signal).then(() => void entered.push(name));
  return { room, gate, entered, enter };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe(Gate, () => {
  it('lets in as many as there is room for, the others in the order they came', async () => {
    const { gate, entered, enter } = setUp(1);
    for (const name of ['a', 'b', 'c']) void enter(name);
    await settled();
    expect(entered).toEqual(['a']);
    gate.leave();
    await settled();
    expect(entered).toEqual(['a', 'b']);
  });

  it('lets nobody pass those who wait', async () => {
    const { room, gate, entered, enter } = setUp(0);
    void enter('early');
    room.capacity = 1;
    void enter('late');
    gate.admit();
    await settled();
    expect(entered).toEqual(['early']);
  });

  it('forgets whoever gives up waiting', async () => {
    const { gate, enter, entered } = setUp(1);
    const leaving = new AbortController();
    void enter('inside');
    const left = enter('gone', leaving.signal);
    void enter('next');
    leaving.abort();
    await expect(left).rejects.toBeInstanceOf(CallCancelledError);
    gate.leave();
    await settled();
    expect(entered).toEqual(['inside', 'next']);
  });

  it('refuses a signal that has fired already', async () => {
    const { enter } = setUp(1);
    await expect(enter('a', AbortSignal.abort())).rejects.toBeInstanceOf(CallCancelledError);
  });
});
