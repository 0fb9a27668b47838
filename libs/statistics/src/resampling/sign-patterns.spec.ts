import fc from 'fast-check';
import { countSignPatterns, visitSignPatterns } from './sign-patterns.js';

describe(countSignPatterns.name, () => {
  it('agrees with looking at every pattern', () => {
    const terms = fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 1, maxLength: 11 });
    fc.assert(
      fc.property(terms, fc.integer({ min: 0, max: 30 }), (own, least) => {
        let count = 0;
        visitSignPatterns(own.length, (signs) => {
          const total = signs.reduce((sum, sign, i) => sum + sign * own[i]!, 0);
          if (Math.abs(total) >= least) count += 2;
        });
        expect(countSignPatterns(own, least)).toBe(count);
      }),
    );
  });
});
