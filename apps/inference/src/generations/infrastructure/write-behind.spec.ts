import { WriteBehind } from './write-behind.js';

function setUp({ size = 2, fails = 0 } = {}) {
  const batches: number[][] = [];
  let left = fails;
  const buffer = new WriteBehind<number>(
    async (items) => {
      await Promise.resolve();
      if ((left -= 1) >= 0) throw new Error('no room');
      batches.push(items);
    },
    1,
    size,
  );
  return { batches, buffer };
}

describe(WriteBehind.name, () => {
  it('writes what comes together in batches of its size', async () => {
    const { batches, buffer } = setUp();
    await Promise.all([1, 2, 3].map((item) => buffer.add(item)));
    expect(batches).toEqual([[1, 2], [3]]);
  });

  it('writes a single item after its delay', async () => {
    const { batches, buffer } = setUp();
    await buffer.add(1);
    expect(batches).toEqual([[1]]);
  });

  it('goes on after a moment at which nothing waited', async () => {
    const { batches, buffer } = setUp();
    await buffer.flush();
    await buffer.add(1);
    await buffer.flush();
    await buffer.add(2);
    expect(batches).toEqual([[1], [2]]);
  });

  it('tells everyone in a failed batch, and nobody else', async () => {
    const { batches, buffer } = setUp({ fails: 1 });
    const written = await Promise.allSettled([1, 2, 3].map((item) => buffer.add(item)));
    expect(written.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled']);
    expect(batches).toEqual([[3]]);
  });
});
