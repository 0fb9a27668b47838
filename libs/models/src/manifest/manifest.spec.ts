import { MANIFEST, sizeBytes } from './manifest.js';
import { manifestSchema } from './model-manifest.js';

const FILE = {
  name: 'weights.gguf',
  sha256: 'a'.repeat(64),
  bytes: 10,
  sources: [{ kind: 'https', url: 'https://models.example/weights.gguf' }],
};
const MODEL = {
  name: 'tiny',
  aliases: [],
  kind: 'chat',
  licence: 'MIT',
  files: [FILE],
  contextTokens: 128,
  note: 'For tests.',
};

describe('manifest', () => {
  it('gives every chat model one file of weights, in GGUF', () => {
    const weights = MANIFEST.filter(({ kind }) => kind === 'chat').map(
      ({ files }) => files[0].name,
    );
    expect(weights.length).toBeGreaterThan(0);
    expect(weights.every((name) => name.endsWith('.gguf'))).toBe(true);
  });

  it('says the precision of every chat model, as the name of its file does', () => {
    for (const { precision, files } of MANIFEST.filter(({ kind }) => kind === 'chat')) {
      expect(files[0].name.toLowerCase()).toContain(precision?.toLowerCase() ?? 'nothing');
    }
  });

  it('has a mirror for every file', () => {
    const mirrored = MANIFEST.flatMap(({ files }) => files).map(({ sources }) =>
      sources.some(({ kind }) => kind === 'pypi'),
    );
    expect(mirrored).not.toContain(false);
  });

  it('counts all files of a model', () => {
    const model = manifestSchema.parse([{ ...MODEL, files: [FILE, { ...FILE, bytes: 5 }] }])[0];
    expect(model && sizeBytes(model)).toBe(15);
  });

  it.each([
    ['an upper-case hash', { files: [{ ...FILE, sha256: 'A'.repeat(64) }] }, /sha256/],
    ['a file name with a folder', { files: [{ ...FILE, name: '../x' }] }, /plain file name/],
    ['no file', { files: [] }, /files/],
    ['no source', { files: [{ ...FILE, sources: [] }] }, /sources/],
    ['an unknown kind', { kind: 'reranker' }, /kind/],
  ])('refuses %s', (_, fault, message) => {
    expect(() => manifestSchema.parse([{ ...MODEL, ...fault }])).toThrow(message);
  });

  it('refuses a name that is taken by another model, or its alias', () => {
    const other = { ...MODEL, name: 'other', aliases: ['tiny'] };
    const { error } = manifestSchema.safeParse([MODEL, other]);
    expect(error?.issues).toEqual([
      expect.objectContaining({ path: [1, 'name'], message: '"tiny" is taken' }),
    ]);
  });
});
