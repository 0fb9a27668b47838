import { InvalidStatisticsInputError } from '../statistics.errors.js';
import { requiredForNonInferiority } from './non-inferiority-plan.js';

const AIM = { sd: 0.8, margin: 0.2 };

describe(requiredForNonInferiority.name, () => {
  it('agrees with the closed form', () => {
    expect(requiredForNonInferiority(AIM)).toBeCloseTo(98.92091571231626, 10);
  });

  it('needs fewer questions for a better system, more for a worse one and for clusters', () => {
    expect(requiredForNonInferiority({ ...AIM, trueDifference: 0.2 })).toBeCloseTo(
      98.92091571231626 / 4,
      10,
    );
    expect(requiredForNonInferiority({ ...AIM, trueDifference: -0.1 })).toBeCloseTo(
      98.92091571231626 * 4,
      9,
    );
    expect(requiredForNonInferiority(AIM, { designEffect: 2 })).toBeCloseTo(
      98.92091571231626 * 2,
      10,
    );
  });

  it.each([
    { ...AIM, sd: 0 },
    { ...AIM, margin: -0.2 },
    { ...AIM, trueDifference: -0.2 },
    { ...AIM, trueDifference: NaN },
  ])('refuses %p', (aim) => {
    expect(() => requiredForNonInferiority(aim)).toThrow(InvalidStatisticsInputError);
  });
});
