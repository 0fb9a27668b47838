import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { withinAnova } from './within-anova.js';

const BASE = [
  [3.5, 1, 1.5, 1, 2.5, 1, 2, 1, 1, 3, 3.5, 2],
  [5, 2.8, 4.55, 3.55, 5, 3.05, 4.55, 3.8, 2.8, 5, 5, 4.05],
  [4.3, 2.8, 3.3, 2.3, 4.8, 1.8, 3.3, 3.3, 2.8, 4.8, 4.3, 4.3],
];
const TUNED = [
  [4, 1.5, 2, 1, 3, 1.5, 2.5, 2, 1, 2.5, 3, 2],
  [4.3, 2.3, 4.3, 2.3, 5, 1.8, 3.3, 3.8, 1.8, 4.8, 5, 4.3],
  [4.6, 1.1, 3.1, 1.6, 4.1, 2.1, 3.1, 3.1, 1.1, 4.1, 4.1, 3.1],
];

describe(withinAnova.name, () => {
  it('agrees with statsmodels AnovaRM on a 2 x 3 design', () => {
    const { first, second, interaction } = withinAnova([BASE, TUNED]);
    expect(first.f).toBeCloseTo(8.640244969378847, 9);
    expect(first.pValue).toBeCloseTo(0.013461477367909145, 9);
    expect(first.degreesOfFreedom).toEqual([1, 11]);
    expect(second.f).toBeCloseTo(107.71684015690539, 8);
    expect(second.pValue).toBeCloseTo(4.321991633185798e-12, 19);
    expect(interaction.f).toBeCloseTo(7.756483899042642, 9);
    expect(interaction.pValue).toBeCloseTo(0.002822629149996372, 9);
    expect(interaction.degreesOfFreedom).toEqual([2, 22]);
  });

  it('has F of the interaction equal to t squared of the contrast in a 2 x 2 design', () => {
    const { interaction } = withinAnova([BASE.slice(1), TUNED.slice(1)]);
    expect(interaction.f).toBeCloseTo((-0.2315678289584169) ** 2, 9);
    expect(interaction.f).toBeCloseTo(0.05362365940851275, 9);
  });

  it('swaps its main effects when the factors are swapped', () => {
    const turned = BASE.map((cell, context) => [cell, TUNED[context]!]);
    const { first, second, interaction } = withinAnova(turned);
    expect(first.f).toBeCloseTo(107.71684015690539, 8);
    expect(second.f).toBeCloseTo(8.640244969378847, 9);
    expect(interaction.f).toBeCloseTo(7.756483899042642, 9);
  });

  it('has no F from one question', () => {
    const cells = [
      [[1], [2]],
      [[3], [5]],
    ];
    expect(withinAnova(cells).interaction).toEqual({
      f: undefined,
      pValue: undefined,
      degreesOfFreedom: [1, 0],
    });
  });

  it('has p 0 for an effect that every question shares exactly, and 1 for none', () => {
    const cells = [
      [
        [1, 2, 4],
        [1, 2, 4],
      ],
      [
        [1.1, 2.1, 4.1],
        [1.1, 2.1, 4.1],
      ],
    ];
    const { first, second } = withinAnova(cells);
    expect(first).toMatchObject({ f: undefined, pValue: 0 });
    expect(second).toMatchObject({ f: undefined, pValue: 1 });
  });

  it.each([
    ['one level', [BASE], /cells has 1 x 3 levels/],
    ['a missing cell', [BASE, TUNED.slice(1)], /cells\[1\] has other levels/],
    ['a missing question', [BASE, TUNED.map((cell) => cell.slice(1))], /cells\[1\] has other/],
  ])('refuses %s', (_, cells, message) => {
    expect(() => withinAnova(cells)).toThrow(InvalidStatisticsInputError);
    expect(() => withinAnova(cells)).toThrow(message);
  });
});
