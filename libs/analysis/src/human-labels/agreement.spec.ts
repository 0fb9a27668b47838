import { agreementOf } from './agreement.js';
import { type LabelledAnswer } from './labelled-answers.js';

const ALPHA = 0.05;

function answer(judge: number | undefined, ...humans: number[]): LabelledAnswer {
  const byRater = new Map(humans.map((score, i) => [`rater ${i}`, score]));
  const human = humans.reduce((sum, score) => sum + score, 0) / humans.length;
  return {
    cellId: 'cell',
    questionId: 'q',
    cluster: `${judge} ${humans.join()}`,
    byRater,
    human,
    judge,
  };
}

/** Each about a document of its own. */
const ANSWERS = [
  answer(2, 2, 1),
  answer(3.5, 4, 3),
  answer(5, 5, 5),
  answer(1, 1),
  answer(4, 2, 3),
  answer(3, 4, 5),
];

describe(agreementOf, () => {
  it('counts what there is', () => {
    const found = agreementOf('accuracy', [...ANSWERS, answer(undefined, 3)], ALPHA);
    expect(found).toMatchObject({ criterion: 'accuracy', answers: 6, clusters: 6 });
    expect(found).toMatchObject({ labels: 12, raters: 2, betweenRaters: { answers: 5 } });
  });

  it('finds what is computed by hand', () => {
    const { quadraticKappa, spearman, bias, betweenRaters } = agreementOf(
      'accuracy',
      ANSWERS,
      ALPHA,
    );
    // judge 2, 4 (3.5 rounded half up), 5, 1, 4, 3 against people 2 (1.5), 4 (3.5), 5, 1, 3 (2.5), 5 (4.5):
    // squares 5; over all 36 pairs of a score of each, 146
    expect(quadraticKappa.value).toBeCloseTo(1 - 5 / 6 / (146 / 36), 12);
    // ranks 2, 4, 6, 1, 5, 3 against 2, 4, 6, 1, 3, 5: 1 - 6 x 8 / (6 x 35)
    expect(spearman.value).toBeCloseTo(1 - 48 / 210, 12);
    // 0.5, 0, 0, 0, 1.5, -1.5
    expect(bias.value).toBeCloseTo(0.5 / 6, 12);
    // five answers with two labels each, squared distances 1, 1, 0, 1, 1; of all ten labels 2, 1, 4, 3,
    // 5, 5, 2, 3, 4, 5 the squares over the 90 ordered pairs sum to 368
    expect(betweenRaters.value).toBeCloseTo(1 - 8 / 10 / (368 / 90), 12);
  });

  it('puts intervals around all that varies, the correlation within its bounds', () => {
    const { quadraticKappa, spearman, bias } = agreementOf('accuracy', ANSWERS, ALPHA);
    for (const { value, interval } of [quadraticKappa, spearman, bias]) {
      expect(interval!.lower).toBeLessThan(value!);
      expect(interval!.upper).toBeGreaterThan(value!);
    }
    expect(spearman.interval!.upper).toBeLessThan(1);
  });

  it('has nothing to say of how people agree where no two labelled one answer', () => {
    const alone = ANSWERS.map((own) => ({ ...own, byRater: new Map([['one', own.human]]) }));
    const { betweenRaters, sentence } = agreementOf('accuracy', alone, ALPHA);
    expect(betweenRaters).toEqual({ value: null, interval: null, answers: 0 });
    expect(sentence).toContain('how far people agree is unknown');
  });

  it('says that nothing varies, never NaN', () => {
    const same = [answer(3, 3), answer(3, 3)];
    const { quadraticKappa, spearman, bias, sentence } = agreementOf('accuracy', same, ALPHA);
    expect(quadraticKappa).toEqual({ value: null, interval: null });
    expect(spearman).toEqual({ value: null, interval: null });
    expect(bias.value).toBe(0);
    expect(sentence).toContain('unknown, because nothing varies');
    expect(sentence).not.toMatch(/NaN|undefined|null/);
  });

  it('says that the judge has no score for what people labelled', () => {
    const { answers, sentence } = agreementOf('accuracy', [answer(undefined, 2)], ALPHA);
    expect(answers).toBe(0);
    expect(sentence).toBe(
      'On accuracy, one person labelled answers that the judge has no score for.',
    );
  });
});
