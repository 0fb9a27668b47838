import { type Label, labelKey } from '../domain/label.js';
import { LabelFaults } from '../domain/label-faults.js';
import { AddLabels, type AddedLabels } from './add-labels.js';

const [ONE, TWO, FAILED] = ['one', 'two', 'failed'];
const AT = new Date('2026-11-01T08:00:00Z');
const label = (answerId: string, score: number, rater = 'ann'): Label => {
  return { answerId, criterion: 'accuracy', rater, score };
};

/** Answers one and two were given; some labels are stored, by import 4. */
function setUp(stored: readonly Label[] = []): {
  stored: Map<string, Label>;
  told: number[];
  add: (labels: readonly Label[], replace?: boolean) => Promise<AddedLabels>;
} {
  const known = new Map(stored.map((own) => [labelKey(own), own]));
  const told: number[] = [];
  const use = new AddLabels(
    {
      about: async () => [...known.values()],
      lastRevision: async () => (stored.length > 0 ? 4 : 0),
      put: async (_id, labels) => {
        for (const own of labels) known.set(labelKey(own), own);
      },
      page: async () => [],
    },
    {
      statusOf: async () =>
        new Map([
          [ONE, 'answered'],
          [TWO, 'answered'],
          [FAILED, 'failed'],
        ]),
      given: async () => [],
    },
    { changed: async (_id, revision) => void told.push(revision) },
  );
  const add = (labels: readonly Label[], replace = false): Promise<AddedLabels> => {
    const placed = labels.map((own, i) => ({ ...own, line: i + 2 }));
    return use.execute('experiment', placed, { replace, faults: new LabelFaults(), at: AT });
  };
  return { stored: known, told, add };
}

describe(AddLabels, () => {
  it('stores new labels as the next import and tells of it', async () => {
    const { add, told, stored } = setUp([label(ONE, 3)]);
    const added = await add([label(ONE, 3), label(TWO, 5), label(ONE, 2, 'bob')]);
    expect(added).toEqual({ added: 2, replaced: 0, unchanged: 1, revision: 5 });
    expect(told).toEqual([5]);
    expect(stored.size).toBe(3);
  });

  it('changes nothing and tells nobody when all is there already', async () => {
    const { add, told } = setUp([label(ONE, 3)]);
    expect(await add([label(ONE, 3)])).toEqual({
      ...{ added: 0, replaced: 0, unchanged: 1, revision: 4 },
    });
    expect(await setUp().add([])).toMatchObject({ revision: 0 });
    expect(told).toEqual([]);
  });

  it('refuses a score that differs from the one stored, and names both', async () => {
    const { add, stored } = setUp([label(ONE, 3)]);
    await expect(add([label(TWO, 4), label(ONE, 5)])).rejects.toThrow(
      'line 3: score: 5 differs from the 3 that "ann" gave answer one on accuracy before: import with replace',
    );
    expect([...stored.values()]).toEqual([label(ONE, 3)]);
  });

  it('takes it in place of the one stored where that is wanted', async () => {
    const { add, stored, told } = setUp([label(ONE, 3)]);
    expect(await add([label(ONE, 5)], true)).toMatchObject({ added: 0, replaced: 1, revision: 5 });
    expect([...stored.values()]).toMatchObject([label(ONE, 5)]);
    expect(told).toEqual([5]);
  });

  it('refuses answers that the experiment has not, and those that failed', async () => {
    const { add, stored } = setUp();
    await expect(add([label(ONE, 3), label('three', 4)])).rejects.toThrow(
      'line 3: answer: three is no answer of this experiment: take the ids from its template',
    );
    await expect(add([label(FAILED, 4)])).rejects.toThrow('failed, so there is nothing to label');
    expect(stored.size).toBe(0);
  });
});
