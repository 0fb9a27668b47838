import type { Analysis, Contrast } from '@equipoise/contracts';
import { counted, listed } from './number-text.js';

type Conclusion = Analysis['conclusion'];

/**
 * The answer of the whole experiment, controls (shuffled answers) left out:
 * 1 when any contrast hurts; else 2 when any has not enough evidence, or there is none at all;
 * else 0, when each helps or makes no practical difference.
 *
 * @param eachHasOneSeed whether no treatment was trained with a second seed
 */
export function conclusionOf(
  contrasts: readonly Pick<Contrast, 'verdict' | 'isControl'>[],
  eachHasOneSeed: boolean,
): Conclusion {
  const verdicts = contrasts.filter(({ isControl }) => !isControl).map(({ verdict }) => verdict);
  const count = (wanted: Contrast['verdict']): number =>
    verdicts.filter((verdict) => verdict === wanted).length;
  const counts = {
    helps: count('helps'),
    hurts: count('hurts'),
    'no-practical-difference': count('no-practical-difference'),
    'not-enough-evidence': count('not-enough-evidence'),
  };
  const caveat =
    eachHasOneSeed && verdicts.length > counts['not-enough-evidence']
      ? ' Each treatment was trained with one seed: this is about these adapters, not about fine-tuning in general.'
      : '';
  return {
    exitCode: exitCodeOf(counts, verdicts.length),
    sentence: sentence(counts) + caveat,
    counts,
  };
}

function exitCodeOf(counts: Conclusion['counts'], total: number): Conclusion['exitCode'] {
  if (counts.hurts > 0) return 1;
  return counts['not-enough-evidence'] > 0 || total === 0 ? 2 : 0;
}

function sentence(counts: Conclusion['counts']): string {
  const total = Object.values(counts).reduce((sum, own) => sum + own, 0);
  if (total === 0) return 'Nothing was compared: the experiment has no tuned arm to conclude from.';
  const { helps, hurts } = counts;
  const same = counts['no-practical-difference'];
  const undecided = counts['not-enough-evidence'];
  const parts = (
    [
      [hurts, 'hurt'],
      [helps, 'helped'],
      [same, 'made no practical difference'],
      [undecided, 'stayed undecided'],
    ] as const
  ).filter(([own]) => own > 0);
  const [only, another] = parts;
  if (only !== undefined && another === undefined) {
    const all = total === 1 ? 'The only contrast' : `All ${counted(total, 'contrast')}`;
    return `${headline(counts, total)} ${all} ${only[1]}.`;
  }
  const told = listed(parts.map(([own, what]) => `${own} ${what}`));
  return `${headline(counts, total)} Of ${counted(total, 'contrast')}, ${told}.`;
}

function headline({ helps, hurts, ...rest }: Conclusion['counts'], total: number): string {
  if (hurts === total) return 'Fine-tuning hurts.';
  if (helps === total) return 'Fine-tuning helps.';
  if (hurts > 0 && helps > 0) return 'Fine-tuning hurts in some settings and helps in others.';
  if (hurts > 0) return 'Fine-tuning hurts in some settings.';
  if (helps > 0) return 'Fine-tuning helps in some settings, and no harm was shown.';
  if (rest['not-enough-evidence'] === 0) return 'Fine-tuning makes no practical difference.';
  return 'There is not enough evidence that fine-tuning helps or hurts.';
}
