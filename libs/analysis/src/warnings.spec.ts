import { aScoreTable, BASE, type MadeTable, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { type ScoreTable } from './score-table.js';
import { warningsOf } from './warnings.js';

const codesOf = (table: ScoreTable): string[] => analyse(table).warnings.map(({ code }) => code);
const many: MadeTable = { questions: 120, clusters: 60, noise: 0.2 };
const twoSeeds = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })];

describe(warningsOf, () => {
  it('is silent about a sound experiment', () => {
    expect(codesOf(aScoreTable({ ...many, arms: twoSeeds }))).toEqual([]);
  });

  it.each<[string, MadeTable]>([
    ['few-clusters', { ...many, clusters: 19 }],
    ['ceiling', { ...many, levelOf: () => 4.7 }],
    ['one-seed', { ...many, arms: [BASE, tunedArm()] }],
    ['weak-design', { ...many, noise: 2 }],
    ['reported', { ...many, warnings: ['the judge is one of the arms'] }],
    [
      'control-helps',
      {
        ...many,
        arms: [BASE, tunedArm({ trainingFormat: 'shuffled-answers' })],
        levelOf: ({ treatment }) => (treatment === undefined ? 2 : 3),
      },
    ],
  ])('tells of %s', (code, made) => {
    expect(codesOf(aScoreTable({ arms: twoSeeds, ...made }))).toContain(code);
  });

  it('names a cell that failed, its reason and the answers it lost', () => {
    const table = aScoreTable({ ...many, arms: twoSeeds });
    const [base, tuned, ...rest] = table.cells;
    if (base === undefined || tuned === undefined) throw new Error('the table has three cells');
    const failed = {
      ...table,
      cells: [base, { ...tuned, status: 'failed' as const, reason: 'out of memory' }, ...rest],
      answers: table.answers.map((answer, i) =>
        i === 0 ? { ...answer, status: 'failed' as const } : answer,
      ),
    };
    expect(analyse(failed).warnings.map(({ message }) => message)).toEqual([
      'qwen2.5-0.5b on demo@v1 (retrieved): 1 of 120 answers failed and count as missing.',
      'qwen2.5-0.5b · lora 64 pairs · seed 1 on demo@v1 (retrieved) failed: out of memory',
    ]);
  });

  it('tells of a judge that leaks probability', () => {
    const table = aScoreTable({ ...many, arms: twoSeeds });
    const scores = table.scores.map((row) => ({ ...row, leakedMass: 0.3 }));
    expect(codesOf({ ...table, scores })).toEqual(['leaked-mass']);
  });
});
