import { RecentByBytes } from './recent-by-bytes.js';

function setUp(maxBytes: number) {
  const recent = new RecentByBytes<{ sizeBytes: number }>(maxBytes);
  const loads: string[] = [];
  const get = (key: string, sizeBytes = 10) =>
    recent.get(key, async () => {
      loads.push(key);
      return { sizeBytes };
    });
  return { get, loads, recent };
}

describe(RecentByBytes.name, () => {
  it('loads once, also for several who ask at once', async () => {
    const { get, loads } = setUp(100);
    await Promise.all([get('a'), get('a')]);
    await get('a');
    expect(loads).toEqual(['a']);
  });

  it('drops what was not used for longest when the bytes are too many', async () => {
    const { get, loads } = setUp(20);
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) await get(key);
    expect(loads).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps one value that is larger than the bound, alone', async () => {
    const { get, loads } = setUp(20);
    await get('small');
    await get('large', 500);
    await get('large', 500);
    await get('small');
    expect(loads).toEqual(['small', 'large', 'small']);
  });

  it('loads again after a load that failed', async () => {
    const { get, recent } = setUp(20);
    await expect(recent.get('a', () => Promise.reject(new Error('no database')))).rejects.toThrow(
      'no database',
    );
    await expect(get('a')).resolves.toEqual({ sizeBytes: 10 });
  });
});
