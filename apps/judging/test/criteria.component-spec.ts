import { jest } from '@jest/globals';
import { LoadBuiltInCriteria } from '../src/criteria/application/load-built-in-criteria.js';
import { EvaluationStepsRepository } from '../src/criteria/application/ports.js';
import { JudgingBench } from './support/judging-bench.js';

jest.setTimeout(120_000);

const POLITE = {
  name: 'tone',
  version: 0,
  description: 'Whether the answer is polite.',
  levels: ['rude', 'curt', 'neutral', 'kind', 'warm'],
  needsReference: false,
};

describe('criteria', () => {
  let bench: JudgingBench;

  beforeAll(async () => {
    bench = await JudgingBench.start();
  });
  afterAll(async () => {
    await bench.stop();
  });

  it('come with accuracy and completeness', async () => {
    const { criteria } = await bench.client.call('listCriteria', {});
    expect(criteria.map(({ name, version }) => `${name}@v${version}`)).toEqual([
      'accuracy@v1',
      'completeness@v1',
    ]);
    expect(criteria.every(({ levels }) => levels.length === 5)).toBe(true);
  });

  it('get a new version when their text changes, and none when it does not', async () => {
    const put = async (description: string): Promise<number | undefined> => {
      const request = { criterion: { ...POLITE, description } };
      return (await bench.client.call('putCriterion', request)).criterion?.version;
    };
    expect(await put('Polite?')).toBe(1);
    expect(await put('Polite?')).toBe(1);
    expect(await put('Friendly?')).toBe(2);
    expect(await put('Polite?')).toBe(3);
    const { criterion } = await bench.client.call('getCriterion', { name: 'tone', version: 2 });
    expect(criterion).toMatchObject({ version: 2, description: 'Friendly?' });
    const newest = await bench.client.call('getCriterion', { name: 'tone', version: 0 });
    expect(newest.criterion?.version).toBe(3);
  });

  it('get distinct versions from writers at the same time', async () => {
    const puts = ['a', 'b', 'c', 'd'].map((description) =>
      bench.client.call('putCriterion', { criterion: { ...POLITE, name: 'race', description } }),
    );
    const versions = (await Promise.all(puts)).map(({ criterion }) => criterion?.version);
    expect(versions.sort()).toEqual([1, 2, 3, 4]);
  });

  it('stay as a user has put them when the service starts again', async () => {
    const { criterion } = await bench.client.call('getCriterion', { name: 'accuracy', version: 0 });
    const changed = { ...POLITE, ...criterion, description: 'Stricter than before.' };
    await bench.client.call('putCriterion', { criterion: changed });
    await bench.app.get(LoadBuiltInCriteria).execute();
    const after = await bench.client.call('getCriterion', { name: 'accuracy', version: 0 });
    expect(after.criterion).toMatchObject({ version: 2, description: 'Stricter than before.' });
  });

  it('refuses a criterion with a field at fault, naming it', async () => {
    const request = { criterion: { ...POLITE, levels: ['good'] } };
    await expect(bench.client.call('putCriterion', request)).rejects.toMatchObject({
      kind: 'invalid',
      code: 'JUDGING.CRITERION_INVALID',
      violations: [{ path: 'criterion.levels' }],
    });
  });

  it('lists what exists when a criterion does not', async () => {
    await expect(
      bench.client.call('getCriterion', { name: 'charm', version: 0 }),
    ).rejects.toMatchObject({
      kind: 'not_found',
      message: expect.stringContaining('completeness@v1') as string,
    });
  });

  it('freeze the steps of whoever comes first', async () => {
    const repository = bench.app.get(EvaluationStepsRepository);
    const frozen = await Promise.all(
      ['one', 'two', 'three'].map((step) =>
        repository.freeze({
          id: '8d7f2f0c-52b8-8f0e-8f5b-0d3b0f6f3f11',
          criterion: 'accuracy',
          criterionVersion: 1,
          judgeFingerprint: 'raced',
          source: 'judge',
          steps: [step],
        }),
      ),
    );
    expect(new Set(frozen.map(({ steps }) => steps.join())).size).toBe(1);
  });
});
