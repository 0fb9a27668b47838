import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readVectors, UnreadableVectorsError } from './vector-file.js';

const VECTOR = { id: 'mean', inputs: { x: [1, null] }, expected: { mean: 1 }, abs_tol: 0 };

describe(readVectors.name, () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'equipoise-vectors-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  function setUp(content: unknown) {
    const path = join(folder, 'vectors.json');
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
    return { path, read: () => readVectors(path) };
  }

  it.each([
    ['under a key', { meta: { n: 1 }, vectors: [VECTOR] }],
    ['alone', [VECTOR]],
  ])('reads a list of vectors %s', (_, content) => {
    expect(setUp(content).read()).toEqual([VECTOR]);
  });

  it.each([
    ['no list', { cases: [] }, 'vectors: '],
    ['an empty list', [], 'the file: '],
    ['no tolerance', { vectors: [VECTOR, { ...VECTOR, abs_tol: null }] }, 'vectors[1].abs_tol: '],
    ['a negative tolerance', [{ ...VECTOR, abs_tol: -1 }], '[0].abs_tol: '],
    ['no id', [{ ...VECTOR, id: '' }], '[0].id: '],
    ['inputs that are no object', [{ ...VECTOR, inputs: 3 }], '[0].inputs: '],
    ['no answers', [{ ...VECTOR, expected: {} }], '[0].expected: has no answers'],
    ['a text', '"vectors"', 'the file: '],
    ['no JSON', '{"vectors": [', ' is not JSON: '],
  ])('refuses %s, naming the file and the field', (_, content, field) => {
    const { path, read } = setUp(content);
    expect(read).toThrow(UnreadableVectorsError);
    expect(read).toThrow(path);
    expect(read).toThrow(field);
  });

  it('refuses a file that is not there', () => {
    expect(() => readVectors(join(folder, 'missing.json'))).toThrow(/missing\.json cannot be read/);
  });
});
