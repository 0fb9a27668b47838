import { aDataset, aModel, aSpec, someFacts } from '../../../test/a-spec.js';
import { familyOf, warningsOf } from './spec-warnings.js';

describe(warningsOf, () => {
  it('has nothing to say about a sound design', () => {
    expect(warningsOf(aSpec(), someFacts())).toEqual([]);
  });

  it.each([
    ['qwen-tuned', 'the judge "qwen-tuned" is also an arm: it may favour its own answers'],
    [
      'qwen2.5-coder-1.5b',
      'the judge "qwen2.5-coder-1.5b" and the arm "qwen-base" are of one family: it may favour its kin',
    ],
  ])('warns of %p as judge', (model, warning) => {
    const facts = someFacts({ models: [aModel(model)] });
    expect(warningsOf(aSpec({ judge: { model } }), facts)).toEqual([warning]);
  });

  it.each([
    [30, '30 questions of facts@v1 come from 6 clusters: under 20 the intervals are rough'],
    [5, '5 questions of facts@v1 share one cluster: no interval can be given'],
  ])('warns of %i questions from few documents', (questions, warning) => {
    expect(warningsOf(aSpec(), someFacts({ datasets: [aDataset(questions)] }))).toEqual([warning]);
  });

  it('says what too few documents mean for sequential stopping', () => {
    const spec = aSpec({ analysis: { stopping: 'sequential' } });
    expect(warningsOf(spec, someFacts())).toEqual([]);
    const [warning] = warningsOf(spec, someFacts({ datasets: [aDataset(100)] }));
    expect(warning).toContain('the questions of facts@v1 come from 20 clusters: under 30');
  });

  it('says when there are fewer questions than asked for', () => {
    expect(warningsOf(aSpec({ questions: { limit: 300 } }), someFacts())).toEqual([
      '300 questions are asked for, and facts@v1 has 200 in its test split: all are taken',
    ]);
  });

  it('says that nothing is compared when no arm is tuned', () => {
    const [warning] = warningsOf(aSpec({ arms: [{ base: 'qwen-base' }] }), someFacts());
    expect(warning).toContain('no arm is tuned');
  });

  it('warns of models that are away, or too short for the prompt', () => {
    const models = [aModel('qwen-tuned', { status: 'unreachable', contextTokens: 1024 })];
    expect(warningsOf(aSpec(), someFacts({ models }))).toEqual([
      'the endpoint of "qwen-tuned" does not answer at present',
      '"qwen-tuned" reads 1024 tokens, and a prompt with its answer may need 1616: such answers fail',
    ]);
  });
});

describe(familyOf, () => {
  it.each([
    ['qwen2.5-coder-0.5b', 'qwen'],
    ['meta-llama/Llama-2-13b-chat', 'llama'],
    ['gpt-4o', 'gpt'],
    ['42', '42'],
  ])('of %p is %p', (model, family) => {
    expect(familyOf(model)).toBe(family);
  });
});
