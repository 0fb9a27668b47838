import { NO_USAGE } from '@equipoise/contracts';
import { anArmCheck } from '../test/an-arm-check.js';
import { aScoreTable, tunedArm } from '../test/a-score-table.js';
import { analyse } from './analyse.js';

describe('what the guards looked at', () => {
  it('stands in the analysis: both models of every arm, their difference and what it cost', () => {
    const fact = anArmCheck({ arm: tunedArm().label });
    const guardUsage = { ...NO_USAGE, calls: 8 };
    const analysis = analyse({ ...aScoreTable(), adapterChecks: [fact], guardUsage });
    const { check, ...arms } = fact;
    expect(analysis.adapterChecks).toEqual([{ ...arms, ...check }]);
    expect(analysis.cost.guards).toEqual(guardUsage);
  });

  it('is nothing where nothing was looked at', () => {
    const analysis = analyse(aScoreTable());
    expect(analysis.adapterChecks).toEqual([]);
    expect(analysis.cost.guards).toEqual(NO_USAGE);
  });
});
