import { type Contrast } from '@equipoise/contracts';
import { conclusionOf } from './conclusion.js';

const of = (
  ...verdicts: Contrast['verdict'][]
): { verdict: Contrast['verdict']; isControl: boolean }[] =>
  verdicts.map((verdict) => ({ verdict, isControl: false }));

describe(conclusionOf, () => {
  it.each([
    [of('helps', 'no-practical-difference'), 0, 'Fine-tuning helps in some settings'],
    [of('no-practical-difference'), 0, 'Fine-tuning makes no practical difference. The only'],
    [
      of('helps', 'hurts', 'not-enough-evidence'),
      1,
      'Fine-tuning hurts in some settings and helps',
    ],
    [of('hurts', 'hurts'), 1, 'Fine-tuning hurts. All 2 contrasts hurt.'],
    [of('helps', 'not-enough-evidence'), 2, 'Fine-tuning helps in some settings, and no harm'],
    [of('not-enough-evidence'), 2, 'There is not enough evidence'],
    [[], 2, 'Nothing was compared'],
  ])('%j: exit code %i', (contrasts, exitCode, start) => {
    const conclusion = conclusionOf(contrasts, false);
    expect(conclusion.exitCode).toBe(exitCode);
    expect(conclusion.sentence.startsWith(start)).toBe(true);
  });

  it('takes no notice of a control, whose harm is by design', () => {
    const control = { verdict: 'hurts' as const, isControl: true };
    expect(conclusionOf([...of('helps'), control], false)).toMatchObject({
      exitCode: 0,
      counts: { hurts: 0, helps: 1 },
    });
  });

  it('limits itself to these adapters when each treatment has one seed', () => {
    expect(conclusionOf(of('hurts'), true).sentence).toContain('about these adapters');
  });
});
