import { canonicalJson } from './canonical-json.js';
import { contentId, contentKey } from './content-key.js';

describe(contentKey.name, () => {
  it('ignores the order of keys and absent members', () => {
    expect(contentKey({ a: 1, b: [{ d: null, c: 'x' }] })).toBe(
      contentKey({ b: [{ c: 'x', d: null }], a: 1, e: undefined }),
    );
  });

  it('tells apart what differs, in value, type or order of a list', () => {
    const keys = [{ a: 1 }, { a: '1' }, { a: [1, 2] }, { a: [2, 1] }, {}].map(contentKey);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each([NaN, Infinity, 1n, () => 1])('refuses %p, which JSON cannot hold', (value) => {
    expect(() => canonicalJson({ value })).toThrow(TypeError);
  });
});

describe(contentId.name, () => {
  it('is a UUID, the same for the same content', () => {
    expect(contentId(['a', 1])).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(contentId(['a', 1])).toBe(contentId(['a', 1]));
    expect(contentId(['a', 1])).not.toBe(contentId(['a', 2]));
  });
});
