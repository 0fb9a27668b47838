import type { Analysis, Contrast } from '@equipoise/contracts';
import { seededShuffle } from '@equipoise/kernel';
import { aScoreTable, BASE, type MadeTable, tunedArm } from '../../test/a-score-table.js';
import { analyse } from '../analyse.js';
import { InvalidScoreTableError } from '../score-table.errors.js';
import { type LabelFacts, type ScoreTable } from '../score-table.js';

interface Labelling {
  /** Questions labelled in every arm, from the first. */
  readonly questions: number;
  /** A label, [1, 5]; by default what the judge said, less half a point. */
  readonly scoreOf?: (answerId: string, judge: number) => number;
  readonly raters?: readonly string[];
}

/** A table of 60 questions, some of which people labelled. */
function labelled(
  { questions, scoreOf = (_, judge) => Math.max(1, judge - 0.5), raters = ['ann'] }: Labelling,
  made: MadeTable = {},
): ScoreTable {
  const table = aScoreTable({ questions: 60, clusters: 30, ...made });
  const rows = table.answers.flatMap(({ answerId, questionId }): LabelFacts[] => {
    if (Number(questionId.split('-q')[1]) >= questions) return [];
    const own = table.scores.filter((score) => score.answerId === answerId);
    const judge = own.reduce((sum, { score }) => sum + (score ?? 0), 0) / own.length;
    const score = scoreOf(answerId, judge);
    return raters.map((rater) => ({ answerId, criterion: 'accuracy', rater, score }));
  });
  return { ...table, labels: { revision: 3, rows } };
}

const isTuned = (answerId: string): boolean => answerId.includes('lora');
const only = ({
  humanLabels,
}: Analysis): NonNullable<Analysis['humanLabels']>['contrasts'][number] =>
  humanLabels!.contrasts[0]!;

describe('an analysis with labels by people', () => {
  it('is the same as without them, but for what people say', () => {
    const table = labelled({ questions: 40 });
    const { humanLabels, ...rest } = analyse(table);
    const { labels, ...bare } = table;
    expect(rest).toEqual(analyse(bare));
    expect(humanLabels).toMatchObject({ revision: 3, labels: 80, answers: 80, raters: 1 });
    expect(analyse({ ...bare, labels: { ...labels!, rows: [] } }).humanLabels).toBeUndefined();
  });

  it('corrects a judge that is wrong about one arm', () => {
    const biased = labelled({
      questions: 40,
      scoreOf: (id, judge) => (isTuned(id) ? Math.min(5, judge + 1) : judge),
    });
    const analysis = analyse(biased);
    const { corrected, judge, people, finding, labelled: n, unlabelled } = only(analysis);
    expect(analysis.contrasts[0]?.verdict).toBe('hurts');
    expect(judge.difference).toBeCloseTo(-0.5, 0);
    expect({ n, unlabelled }).toEqual({ n: 40, unlabelled: 20 });
    expect(people.difference).toBeCloseTo(0.5, 0);
    expect(corrected!.difference).toBeCloseTo(judge.difference! + 1, 2);
    // a judge that only errs by a constant gets 1 / (1 + n / N)
    expect(corrected!.weight).toBeCloseTo(1 / 3, 1);
    expect(finding).toBe('contradicts');
    const [warning] = analysis.warnings;
    expect(warning?.code).toBe('labels-contradict');
    expect(warning?.message).toContain("people contradict the verdict, which rests on the judge's");
  });

  it('supports what people see too, and cancels what the judge gets wrong about both arms', () => {
    const analysis = analyse(labelled({ questions: 40 }));
    const { corrected, judge, finding, sentence } = only(analysis);
    expect(corrected!.difference).toBeCloseTo(judge.difference!, 2);
    expect(finding).toBe('supports');
    expect(sentence).toMatch(/With people's labels of 40 questions the difference is −0\.\d\d/);
    expect(analysis.warnings.map(({ code }) => code)).not.toContain('labels-contradict');
    expect(analysis.humanLabels?.agreement[0]?.bias.value).toBeCloseTo(0.5, 1);
  });

  it('leaves open what the labels cannot tell', () => {
    let count = 0;
    const noisy = labelled({ questions: 30, scoreOf: () => (count++ % 7 < 3 ? 1 : 5) });
    expect(only(analyse(noisy))).toMatchObject({ finding: 'undecided', note: null });
  });

  it('says how many labels are missing', () => {
    const { corrected, note, missing, sentence } = only(analyse(labelled({ questions: 12 })));
    expect({ corrected, note, missing }).toEqual({
      ...{ corrected: null, note: 'too-few-labels', missing: 18 },
    });
    expect(sentence).toBe(
      'People labelled 12 questions of it in every arm: label 18 more, in every arm, for a corrected difference.',
    );
  });

  it('asks for no more labels than there are questions, and then takes those', () => {
    const small = { questions: 20, clusters: 10 };
    expect(only(analyse(labelled({ questions: 12 }, small))).missing).toBe(8);
    const all = only(analyse(labelled({ questions: 20 }, small)));
    expect(all).toMatchObject({ missing: 0, note: null, corrected: { weight: null } });
  });

  it('says that a contrast without pairs has nothing to correct', () => {
    const table = labelled({ questions: 40 });
    const scores = table.scores.filter(({ answerId }) => !isTuned(answerId));
    expect(only(analyse({ ...table, scores })).sentence).toBe(
      'It has no question with scores in every arm, so labels can correct nothing.',
    );
  });

  it('is the difference of the labels alone where every question is labelled', () => {
    const { corrected, people, unlabelled } = only(analyse(labelled({ questions: 60 })));
    expect(unlabelled).toBe(0);
    expect(corrected).toMatchObject({ ...people, weight: null });
  });

  it('needs labels in every seed of a treatment', () => {
    const arms = [BASE, tunedArm({ seed: 1 }), tunedArm({ seed: 2 })];
    const table = labelled({ questions: 40 }, { arms });
    expect(only(analyse(table)).labelled).toBe(40);
    const rows = table.labels!.rows.filter(({ answerId }) => !answerId.includes('seed 2'));
    expect(only(analyse({ ...table, labels: { revision: 1, rows } })).labelled).toBe(0);
  });

  it('corrects nothing after an early stop', () => {
    const table = labelled({ questions: 40 });
    const wave = table.cells.map((cell) => ({
      ...cell,
      waves: [
        table.answers.filter((own) => own.cellId === cell.cellId).map((own) => own.questionId),
      ],
    }));
    const settings = { ...table.settings, sequential: { waveQuestions: 60 } };
    expect(only(analyse({ ...table, cells: wave, settings }))).toMatchObject({
      ...{ corrected: null, finding: null, note: 'sequential-stopping', missing: 0 },
    });
  });

  it('does not depend on the order of labels, answers and scores', () => {
    const table = labelled({ questions: 40, raters: ['ann', 'bob', 'cy'] });
    const shuffled = {
      ...table,
      answers: seededShuffle(table.answers, 'a'),
      scores: seededShuffle(table.scores, 's'),
      labels: { revision: 3, rows: seededShuffle(table.labels!.rows, 'l') },
    };
    expect(analyse(shuffled)).toEqual(analyse(table));
  });

  it('never says a number that is none', () => {
    const constant = labelled({ questions: 40, scoreOf: () => 3 }, { noise: 0, levelOf: () => 3 });
    const analysis = analyse(constant);
    expect(JSON.stringify(analysis)).not.toMatch(/NaN|Infinity/);
    expect(only(analysis)).toMatchObject({ note: 'constant-difference', corrected: null });
    const contrast: Contrast | undefined = analysis.contrasts[0];
    expect(contrast?.verdict).toBe('not-enough-evidence');
  });

  it.each<[string, Partial<LabelFacts>, string]>([
    ['an unknown answer', { answerId: 'x' }, 'labels[1].answerId: x is no answer that was given'],
    ['another criterion', { criterion: 'tone' }, 'labels[1].criterion: tone is not judged'],
    ['a score off the scale', { score: 6 }, 'labels[1].score: 6 is not in [1, 5]'],
    ['no number', { score: NaN }, 'labels[1].score: NaN is not in [1, 5]'],
  ])('refuses %s', (_, change, message) => {
    const table = labelled({ questions: 2 });
    const rows = table.labels!.rows.map((row, i) => (i === 1 ? { ...row, ...change } : row));
    const work = (): Analysis => analyse({ ...table, labels: { revision: 1, rows } });
    expect(work).toThrow(InvalidScoreTableError);
    expect(work).toThrow(message);
  });

  it('refuses two labels of one person for one thing', () => {
    const table = labelled({ questions: 2 });
    const rows = [...table.labels!.rows, table.labels!.rows[0]!];
    expect(() => analyse({ ...table, labels: { revision: 1, rows } })).toThrow(
      'ann labelled answer',
    );
  });
});
