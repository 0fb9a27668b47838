import { type Analysis, analysisSchema, type Contrast } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { aScoreTable, BASE, type MadeTable, tunedArm } from '../test/a-score-table.js';
import { type ScoreTable } from './score-table.js';
import { analyse } from './analyse.js';

const SEEDS = ['a', 'b', 'c', 'd', 'e'];
const first = ({ contrasts }: Analysis): Contrast => contrasts[0] as Contrast;
const noisy = (seed: string): ScoreTable =>
  aScoreTable({ seed, noise: 1, samples: 2, criteria: ['accuracy', 'completeness'] });

describe(analyse, () => {
  it('gives a document of the published schema that survives JSON', () => {
    const analysis = analyse(aScoreTable({ contexts: ['retrieved', 'closed-book'] }));
    expect(analysisSchema.parse(analysis)).toEqual(analysis);
    expect(JSON.parse(JSON.stringify(analysis))).toEqual(analysis);
  });

  it('finds a harm of half a point and says so with numbers', () => {
    const { verdict, difference, n, clusters, sentence } = first(analyse(aScoreTable()));
    expect({ verdict, n, clusters }).toEqual({ verdict: 'hurts', n: 40, clusters: 15 });
    expect(difference).toBeCloseTo(-0.5, 0);
    expect(sentence).toContain('the adapter tuned on 64 pairs (seed 1) scored 0.');
    expect(sentence).toContain('it hurts. One seed: this is about this adapter');
  });

  it('averages repeats before answers', () => {
    const table = aScoreTable({ samples: 2, questions: 2, noise: 0 });
    const scores = table.scores.map((row) => {
      if (row.answerId.endsWith('/0')) return { ...row, score: 1 };
      return { ...row, score: row.repeat === 0 ? 5 : null };
    });
    expect(first(analyse({ ...table, scores })).meanBase).toBe(3);
  });

  it('adjusts the p-values of all contrasts together', () => {
    const { contrasts, settings } = analyse(noisy('holm'));
    const [smaller, larger] = contrasts.map(({ pValue }) => pValue ?? 1).sort((a, b) => a - b);
    const adjusted = contrasts.map(({ adjustedP }) => adjustedP ?? 1).sort((a, b) => a - b);
    expect(settings.familySize).toBe(2);
    expect(adjusted[0]).toBeCloseTo(2 * (smaller ?? 0), 12);
    expect(adjusted[1]).toBeCloseTo(Math.max(2 * (smaller ?? 0), larger ?? 0), 12);
  });

  it('judges a treatment of several seeds as a sample of fine-tunes', () => {
    const levelOf: MadeTable['levelOf'] = ({ treatment }) => 3 - 0.2 * (treatment?.seed ?? 0);
    const arms = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 }), tunedArm({ seed: 3 })];
    const { acrossSeeds, adapters, contrasts, warnings } = analyse(
      aScoreTable({ arms, levelOf, noise: 0.1 }),
    );
    expect(acrossSeeds).toHaveLength(1);
    expect(acrossSeeds[0]?.difference).toBeCloseTo(-0.4, 1);
    expect(acrossSeeds[0]?.seedDeviation).toBeCloseTo(0.2, 1);
    expect(acrossSeeds[0]?.standardError).toBeGreaterThan(0.2 / Math.sqrt(3) - 0.02);
    expect(contrasts).toHaveLength(1);
    expect(contrasts[0]).toMatchObject({
      seeds: 3,
      signFlip: null,
      arm: { treatment: { seed: null } },
    });
    expect(contrasts[0]?.difference).toBe(acrossSeeds[0]?.difference);
    expect(contrasts[0]?.sentence).toContain('fine-tuning on 64 pairs (lora, 3 seeds) scored 0.4');
    expect(adapters.map(({ arm }) => arm.treatment?.seed)).toEqual([1, 2, 3]);
    expect(warnings.map(({ code }) => code)).not.toContain('one-seed');
  });

  it('keeps lexical metrics and answer length beside the judge, outside the family', () => {
    const { secondary, settings } = analyse(aScoreTable());
    expect(secondary.map(({ metric }) => metric)).toEqual([
      'exactMatch',
      'tokenF1',
      'rougeL',
      'words',
    ]);
    expect(secondary.every(({ interval }) => interval !== null)).toBe(true);
    expect(settings.familySize).toBe(1);
  });

  it('tells the questions whose passages held the evidence from the others', () => {
    const { retrieval, contrasts } = analyse(aScoreTable());
    expect(retrieval[0]).toMatchObject({ n: 40, k: 5, recall: { mean: 0.75 } });
    expect(contrasts[0]?.retrievalSlices).toMatchObject({ hit: { n: 30 }, miss: { n: 10 } });
  });
});

describe('an analysis', () => {
  it.each(SEEDS)('changes its sign and nothing else when the arms change places (%s)', (seed) => {
    const table = noisy(seed);
    const swapped = {
      ...table,
      cells: table.cells.map((cell) => ({
        ...cell,
        arm: cell.arm.treatment === undefined ? tunedArm() : BASE,
      })),
    };
    const [there, back] = [first(analyse(table)), first(analyse(swapped))];
    expect(there.verdict).toBe('hurts');
    expect(back.verdict).toBe('helps');
    expect(back.difference).toBeCloseTo(-Number(there.difference), 12);
    expect(back.interval?.lower).toBeCloseTo(-Number(there.interval?.upper), 12);
    expect(back.adjustedP).toBeCloseTo(Number(there.adjustedP), 12);
    expect(back.signFlip?.pValue).toBe(there.signFlip?.pValue);
  });

  it.each(SEEDS)('does not depend on the order of the rows (%s)', (seed) => {
    const table = noisy(seed);
    const shuffled = {
      ...table,
      answers: seededShuffle(table.answers, seed),
      scores: seededShuffle(table.scores, seed),
    };
    expect(analyse(shuffled)).toEqual(analyse(table));
  });

  it.each(SEEDS)('gets no narrower interval from the same repeats twice (%s)', (seed) => {
    const table = noisy(seed);
    const again = table.scores.map((row) => ({ ...row, repeat: row.repeat + 3 }));
    const [once, twice] = [table, { ...table, scores: [...table.scores, ...again] }].map((own) =>
      first(analyse(own)),
    );
    expect(twice?.standardError).toBeCloseTo(once?.standardError ?? 0, 12);
    expect(twice?.difference).toBeCloseTo(once?.difference ?? 0, 12);
  });

  it.each(SEEDS)('does not depend on the names of the clusters (%s)', (seed) => {
    const table = noisy(seed);
    const renamed = {
      ...table,
      answers: table.answers.map((answer) => ({
        ...answer,
        cluster: `renamed-${1000 - Number(answer.cluster.split('-d')[1])}`,
      })),
    };
    expect(analyse(renamed)).toEqual(analyse(table));
  });
});

describe('missing scores', () => {
  const table = aScoreTable({ questions: 4, clusters: 4, repeats: 1, noise: 0 });
  const tunedAnswer = table.answers[4]?.answerId ?? '';

  it('leave complete pairs, counts, and the bounds of what they could hide', () => {
    const scores = table.scores.filter(({ answerId }) => answerId !== tunedAnswer);
    const { n, completeness } = first(analyse({ ...table, scores }));
    expect(n).toBe(3);
    expect(completeness).toEqual({
      questions: 4,
      paired: 3,
      withoutBase: 0,
      withoutTuned: 1,
      missingJudgements: 1,
      bounds: { lower: (3 * -0.5 + (1 - 3)) / 4, upper: (3 * -0.5 + (5 - 3)) / 4 },
    });
  });

  it('are the same whether the judge or the answer failed', () => {
    const unread = table.scores.map((row) =>
      row.answerId === tunedAnswer ? { ...row, score: null } : row,
    );
    const failed = table.answers.map((answer) =>
      answer.answerId === tunedAnswer ? { ...answer, status: 'failed' as const } : answer,
    );
    const [byJudge, byAnswer] = [
      { ...table, scores: unread },
      { ...table, answers: failed },
    ].map((own) => first(analyse(own)));
    expect(byAnswer?.completeness).toEqual(byJudge?.completeness);
    expect(byAnswer?.difference).toBe(byJudge?.difference);
  });

  it('of a verdict that they could turn around are warned of', () => {
    const large = aScoreTable({ repeats: 1, noise: 0.2, questions: 60, clusters: 30 });
    const scores = large.scores.filter(
      ({ answerId }, i) => i % 4 > 0 || !answerId.includes('lora'),
    );
    const analysis = analyse({ ...large, scores });
    expect(first(analysis).verdict).toBe('hurts');
    expect(analysis.warnings.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['missing-judgements', 'missing-could-overturn']),
    );
  });
});

describe('what cannot be decided', () => {
  it.each<[string, ScoreTable, Contrast['reason']]>([
    ['one question', aScoreTable({ questions: 1 }), 'single-cluster'],
    ['one document', aScoreTable({ clusters: 1 }), 'single-cluster'],
    ['constant scores', aScoreTable({ noise: 0 }), 'constant-difference'],
    ['no base arm', aScoreTable({ arms: [tunedArm()] }), 'no-pairs'],
    ['no scores', { ...aScoreTable(), scores: [] }, 'no-pairs'],
    ['no answers', { ...aScoreTable(), scores: [], answers: [] }, 'no-pairs'],
    [
      'much noise',
      aScoreTable({ questions: 4, clusters: 4, noise: 2, seed: 'x' }),
      'interval-includes-zero',
    ],
  ])('%s: not enough evidence, with the reason', (_, table, reason) => {
    const analysis = analyse(table);
    expect(analysisSchema.parse(analysis)).toEqual(analysis);
    expect(analysis.contrasts[0]).toMatchObject({ verdict: 'not-enough-evidence', reason });
    expect(first(analysis).sentence).toMatch(/not enough evidence, because .+\.$/);
    expect(JSON.stringify(analysis)).not.toMatch(/NaN|undefined|Infinity/);
    expect(analysis.conclusion.exitCode).toBe(2);
  });

  it('an experiment without a tuned arm compares nothing', () => {
    const { contrasts, conclusion, armMeans } = analyse(aScoreTable({ arms: [BASE] }));
    expect(contrasts).toEqual([]);
    expect(armMeans).toHaveLength(1);
    expect(conclusion.exitCode).toBe(2);
    expect(conclusion.sentence).toMatch(/^Nothing was compared/);
  });
});
