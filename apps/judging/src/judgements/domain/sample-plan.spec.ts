import { MOST_SAMPLES, SamplePlan } from './sample-plan.js';

describe(SamplePlan, () => {
  it('gives each repeat its own sample, and spares beyond all repeats', () => {
    const plan = new SamplePlan(3, []);
    expect([0, 1, 2].map((repeat) => plan.firstFor(repeat))).toEqual([0, 1, 2]);
    expect([plan.spare(), plan.spare()]).toEqual([3, 4]);
  });

  it('takes no spare that a stored judgement was read from', () => {
    expect(new SamplePlan(3, [0, 4]).spare()).toBe(5);
  });

  it('gives a repeat another sample when its own was spent as a spare before', () => {
    const plan = new SamplePlan(5, [0, 3]);
    expect(plan.firstFor(3)).toBe(5);
    expect(plan.firstFor(4)).toBe(4);
  });

  it('has nothing left after the last sample that inference keeps', () => {
    const plan = new SamplePlan(MOST_SAMPLES - 1, []);
    expect(plan.spare()).toBe(MOST_SAMPLES - 1);
    expect(plan.spare()).toBeUndefined();
  });
});
