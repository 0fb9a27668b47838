import { isDatasetName, parseDatasetRef } from './dataset-ref.js';

describe(parseDatasetRef.name, () => {
  it('tells a name, a numbered version and a content hash apart', () => {
    const versionId = 'ab'.repeat(32);
    expect(parseDatasetRef('demo')).toEqual({ by: 'name', name: 'demo' });
    expect(parseDatasetRef('demo@v12')).toEqual({ by: 'version', name: 'demo', version: 12 });
    expect(parseDatasetRef(versionId)).toEqual({ by: 'id', versionId });
  });

  it.each(['demo@v0', 'demo@3', '@v1', 'demo@v1x'])(
    'takes %s for a name, which no dataset has',
    (ref) => {
      expect(parseDatasetRef(ref)).toEqual({ by: 'name', name: ref });
      expect(isDatasetName(ref)).toBe(false);
    },
  );
});

describe(isDatasetName.name, () => {
  it.each(['a', 'bioasq-10b', '7', 'x'.repeat(63)])('accepts %s', (name) => {
    expect(isDatasetName(name)).toBe(true);
  });

  it.each(['', 'Demo', 'a_b', '-a', 'a-', 'x'.repeat(64), 'a b'])('refuses "%s"', (name) => {
    expect(isDatasetName(name)).toBe(false);
  });
});
