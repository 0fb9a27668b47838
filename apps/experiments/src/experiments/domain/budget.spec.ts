import { overspent, overtrained, withinBudget } from './budget.js';
import type { Settings } from './experiment.js';

const within = (budget: Settings['budget']): Settings => ({ budget }) as Settings;
const spending = { costUsd: 2.5, calls: 11, tokens: 1200 };

describe('a budget', () => {
  it('holds up to its limit, and without one', () => {
    const exact = { maxCostUsd: 2.5, maxCalls: 11, maxTokens: 1200 };
    expect(overspent(within(exact), spending)).toBeUndefined();
    expect(overspent(within({}), { costUsd: 1e9, calls: 1e9, tokens: 1e9 })).toBeUndefined();
    expect(overtrained(within({ maxGpuHours: 1 }), 3600)).toBeUndefined();
    expect(overtrained(within({}), 1e9)).toBeUndefined();
  });

  it.each([
    [{ maxCostUsd: 2 }, 'maxCostUsd', '2.5000 US dollars of 2;'],
    [{ maxCalls: 10 }, 'maxCalls', '11 model calls of 10;'],
    [{ maxTokens: 1000 }, 'maxTokens', '1200 tokens of 1000;'],
  ])('names what was spent and what was allowed by %j', (budget, path, text) => {
    const found = overspent(within(budget), spending);
    expect(found).toMatchObject({ guard: 'budget', severity: 'error' });
    expect(found?.subject).toBe(`spec.budget.${path}`);
    expect(found?.message).toContain(text);
  });

  it('leaves the next training no more than its rest, where GPUs are counted', () => {
    const counted = (maxGpuHours?: number): Settings => ({
      ...within({ maxGpuHours }),
      countsGpus: true,
    });
    expect(withinBudget({ pool: 'h100' }, counted(3), 3600)).toEqual({
      ...{ pool: 'h100', maxGpuHours: 2 },
    });
    expect(withinBudget({ maxGpuHours: 1 }, counted(3), 3600)).toEqual({ maxGpuHours: 1 });
    expect(withinBudget({}, counted(1), 3600).maxGpuHours).toBeGreaterThan(0);
    expect(withinBudget({}, counted(), 3600)).toEqual({});
    expect(withinBudget({}, within({ maxGpuHours: 3 }), 3600)).toEqual({});
  });

  it('names the hours of training', () => {
    const found = overtrained(within({ maxGpuHours: 1 }), 5400);
    expect(found?.subject).toBe('spec.budget.maxGpuHours');
    expect(found?.message).toContain('1.50 hours of 1;');
  });
});
