import { overspent, overtrained } from './budget.js';
import type { Settings } from './experiment.js';

const within = (budget: Settings['budget']): Settings => ({ budget }) as Settings;

describe('a budget', () => {
  it('holds up to its limit, and without one', () => {
    expect(overspent(within({ maxCostUsd: 2 }), 2)).toBeUndefined();
    expect(overspent(within({}), 1e9)).toBeUndefined();
    expect(overtrained(within({ maxGpuHours: 1 }), 3600)).toBeUndefined();
    expect(overtrained(within({}), 1e9)).toBeUndefined();
  });

  it('names what was spent and what was allowed', () => {
    expect(overspent(within({ maxCostUsd: 2 }), 2.5)).toContain(
      '2.5000 US dollars of spec.budget.maxCostUsd 2',
    );
    expect(overtrained(within({ maxGpuHours: 1 }), 5400)).toContain(
      '1.50 hours of spec.budget.maxGpuHours 1',
    );
  });
});
