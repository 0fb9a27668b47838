import { aSpec } from '../../../test/a-spec.js';
import { armsOf } from './arms.js';

const labels = (arms: unknown[]): string[] => armsOf(aSpec({ arms })).map(({ label }) => label);

describe(armsOf, () => {
  it('has every base once, then each size and seed', () => {
    const fineTune = { method: 'lora', trainSizes: [200, 500], seeds: [1, 2] };
    const tuned = [{ model: 'b-tuned' }];
    expect(labels([{ base: 'b', fineTune }, { base: 'c' }, { base: 'b', tuned }])).toEqual([
      'b',
      'b · lora 200 pairs · seed 1',
      'b · lora 200 pairs · seed 2',
      'b · lora 500 pairs · seed 1',
      'b · lora 500 pairs · seed 2',
      'b-tuned',
      'c',
    ]);
  });

  it('names what arms differ in when nothing else tells them apart', () => {
    const fineTune = { method: 'lora', trainSizes: [200] };
    const arms = [
      { base: 'b', fineTune },
      { base: 'b', fineTune: { ...fineTune, rank: 64 } },
      { base: 'b', fineTune: { ...fineTune, trainingFormat: 'shuffled-answers' } },
    ];
    expect(labels(arms).slice(1)).toEqual([
      'b · lora 200 pairs · seed 1 · rank 16',
      'b · lora 200 pairs · seed 1 · rank 64',
      'b · lora 200 pairs · seed 1 · shuffled-answers',
    ]);
  });
});
