import { BASE, aScoreTable, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';
import { type JudgedContrast } from './contrasts.js';
import { sentenceOf } from './sentence.js';

const [SAMPLE] = analyse(aScoreTable()).contrasts;
const FACTS = { margin: 0.2, alpha: 0.05, severalDatasets: false, oneSeed: true };

function aContrast(over: Partial<JudgedContrast>): JudgedContrast {
  if (SAMPLE === undefined) throw new Error('the sample has one contrast');
  return {
    ...SAMPLE,
    difference: -0.31,
    interval: { lower: -0.52, upper: -0.1 },
    tostInterval: { lower: -0.49, upper: -0.13 },
    adjustedP: 0.012,
    adjustedEquivalenceP: 0.9,
    questionsForMargin: 210,
    reason: null,
    ...over,
  };
}

describe(sentenceOf, () => {
  it('says that it hurts, and of what it speaks', () => {
    expect(sentenceOf(aContrast({ verdict: 'hurts' }), FACTS)).toBe(
      'With retrieved context, the adapter tuned on 64 pairs (seed 1) scored 0.31 lower on accuracy ' +
        'than its base model qwen2.5-0.5b (95 % interval −0.52 to −0.10; 40 questions from 15 ' +
        'documents; Holm-adjusted p = 0.012): it hurts. One seed: this is about this adapter, not ' +
        'about fine-tuning.',
    );
  });

  it('says that it helps, of several seeds without the caveat', () => {
    const interval = { lower: 0.1, upper: 0.52 };
    const contrast = aContrast({ verdict: 'helps', difference: 0.31, interval });
    expect(sentenceOf(contrast, { ...FACTS, oneSeed: false, severalDatasets: true })).toBe(
      'With retrieved context on demo@v1, the adapter tuned on 64 pairs (seed 1) scored 0.31 higher ' +
        'on accuracy than its base model qwen2.5-0.5b (95 % interval 0.10 to 0.52; 40 questions ' +
        'from 15 documents; Holm-adjusted p = 0.012): it helps.',
    );
  });

  it('says that there is no practical difference by the interval that shows it', () => {
    const contrast = aContrast({
      verdict: 'no-practical-difference',
      difference: 0.002,
      tostInterval: { lower: -0.1, upper: 0.104 },
      adjustedEquivalenceP: 0.031,
    });
    expect(sentenceOf(contrast, FACTS)).toContain(
      'scored the same on accuracy as its base model qwen2.5-0.5b (90 % interval −0.10 to 0.10; ' +
        'within the margin of ±0.20; 40 questions from 15 documents; Holm-adjusted p of a difference ' +
        'as large as that = 0.031): no practical difference.',
    );
  });

  it('says that an interval within the margin is not enough for a whole family', () => {
    const contrast = aContrast({
      ...{ verdict: 'not-enough-evidence', reason: 'equivalence-lost-to-adjustment' },
      ...{ difference: 0.01, interval: { lower: -0.2, upper: 0.22 }, adjustedP: 0.9 },
      ...{ tostInterval: { lower: -0.17, upper: 0.19 }, adjustedEquivalenceP: 0.081 },
      questionsForMargin: 40,
    });
    expect(sentenceOf(contrast, FACTS)).toMatch(
      /\(90 % interval −0\.17 to 0\.19; within the margin of ±0\.20; .+ as large as that = 0\.081\): not enough evidence, because with 5 % for the whole family the adjusted p of 0\.081 for a difference of 0\.20 or more is too large\.$/,
    );
  });

  it('says why there is not enough evidence, and what would be enough', () => {
    const undecided = { verdict: 'not-enough-evidence', reason: 'interval-includes-zero' } as const;
    expect(sentenceOf(aContrast(undecided), FACTS)).toMatch(
      /: not enough evidence, because the interval holds .+; about 210 questions would narrow it to ±0\.20\.$/,
    );
    expect(sentenceOf(aContrast({ ...undecided, reason: 'lost-to-adjustment' }), FACTS)).toContain(
      'the adjusted p of 0.012 is too large',
    );
  });

  it('calls a control a control', () => {
    const arms = [BASE, tunedArm({ trainingFormat: 'shuffled-answers' })];
    const [contrast] = analyse(aScoreTable({ arms })).contrasts;
    expect(contrast?.sentence).toContain(
      'the control adapter tuned on 64 pairs with shuffled answers',
    );
  });
});
