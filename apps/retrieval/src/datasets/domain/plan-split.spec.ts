import { type Placement, planSplit, type SplitKey } from './plan-split.js';

const OPTIONS = { testShare: 0.25, seed: 's' };

/** `count` questions on each of `documents` documents of their own. */
function aCorpus(documents: number, count = 1): SplitKey[] {
  return Array.from({ length: documents * count }, (_, i) => ({
    questionId: `q${i}`,
    documentIds: [`d${Math.floor(i / count)}`],
  }));
}

const splits = (placements: readonly Placement[]): (string | undefined)[] =>
  placements.map((placement) => ('split' in placement ? placement.split : undefined));

const clusters = (placements: readonly Placement[]): (string | undefined)[] =>
  placements.map((placement) => ('cluster' in placement ? placement.cluster : undefined));

const messages = (placements: readonly Placement[]): (string | undefined)[] =>
  placements.map((placement) => ('message' in placement ? placement.message : undefined));

describe(planSplit.name, () => {
  it('sends the share of documents to test, whole documents at a time', () => {
    const keys = aCorpus(40, 3);
    const placements = planSplit(keys, OPTIONS);
    expect(splits(placements).filter((split) => split === 'test')).toHaveLength(10 * 3);
    const byDocument = Map.groupBy(keys.keys(), (i) => keys[i]?.documentIds[0]);
    for (const indexes of byDocument.values()) {
      expect(new Set(indexes.map((i) => splits(placements)[i])).size).toBe(1);
    }
  });

  it('is the same for the same seed, whatever the order of the questions, and another for another', () => {
    const keys = aCorpus(40);
    const placed = splits(planSplit(keys, OPTIONS));
    expect(splits(planSplit(keys.toReversed(), OPTIONS)).toReversed()).toEqual(placed);
    expect(splits(planSplit(keys, { ...OPTIONS, seed: 't' }))).not.toEqual(placed);
  });

  it('keeps together questions that hang together through others', () => {
    const keys: SplitKey[] = [
      { questionId: 'a', documentIds: ['2', '3'] },
      { questionId: 'b', documentIds: ['3', '1'] },
      { questionId: 'c', documentIds: ['1'] },
      { questionId: 'd', documentIds: ['9'] },
    ];
    for (const seed of ['s', 't', 'u', 'v']) {
      const placements = planSplit(keys, { testShare: 0.5, seed });
      expect(clusters(placements)).toEqual(['1', '1', '1', '9']);
      expect(new Set(splits(placements).slice(0, 3)).size).toBe(1);
    }
  });

  it('passes over a cluster that is far larger than what is missing', () => {
    const large = aCorpus(30).map((key) => ({ ...key, cluster: 'large' }));
    const small = aCorpus(10).map(({ questionId, documentIds: [id] }) => ({
      questionId: `small-${questionId}`,
      documentIds: [`small-${id}`],
    }));
    for (const seed of ['s', 't', 'u', 'v']) {
      const placed = splits(planSplit([...large, ...small], { testShare: 0.2, seed }));
      expect(placed.slice(0, 30).every((split) => split === 'train')).toBe(true);
      expect(placed.filter((split) => split === 'test')).toHaveLength(8);
    }
  });

  it('gives the only cluster to test, for something must be tested', () => {
    const keys = aCorpus(5).map((key) => ({ ...key, cluster: 'all' }));
    expect(new Set(splits(planSplit(keys, OPTIONS)))).toEqual(new Set(['test']));
  });

  it('weighs questions without documents as one each, and names their cluster after them', () => {
    const keys = Array.from({ length: 20 }, (_, i) => ({ questionId: `q${i}`, documentIds: [] }));
    const placements = planSplit(keys, OPTIONS);
    expect(splits(placements).filter((split) => split === 'test')).toHaveLength(5);
    expect(clusters(placements)).toEqual(keys.map(({ questionId }) => questionId));
  });

  it('lets a named split stand, and refuses to train on a document that is tested', () => {
    const placements = planSplit(
      [
        { questionId: 'a', documentIds: ['1', '2'], split: 'train' },
        { questionId: 'b', documentIds: ['2'], split: 'test' },
        { questionId: 'c', documentIds: ['3'], split: 'train' },
        { questionId: 'd', documentIds: ['4'] },
      ],
      OPTIONS,
    );
    expect(splits(placements)).toEqual([undefined, 'test', 'train', undefined]);
    expect(placements[0]).toHaveProperty('field', 'split');
    expect(messages(placements)[0]).toContain('document 2 also belongs to a test question');
    expect(messages(placements)[3]).toContain('every row, or in none');
  });

  it('does not take a document for a cluster of the same name', () => {
    const placements = planSplit(
      [
        { questionId: 'a', documentIds: ['x'], split: 'train' },
        { questionId: 'b', documentIds: ['y'], cluster: 'x', split: 'test' },
      ],
      OPTIONS,
    );
    expect(splits(placements)).toEqual(['train', 'test']);
  });
});
