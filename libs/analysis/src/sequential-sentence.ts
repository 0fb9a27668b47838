import { type JudgedContrast } from './contrasts.js';
import { counted, decimal, equalsProbability, percent } from './number-text.js';
import { BOUNDS, intervalText } from './shown-interval.js';
import { sampleSize } from './wording.js';

/** The numbers behind a contrast that could stop early, without those of a fixed sample. */
export function sequentialNumbers(
  contrast: JudgedContrast,
  { margin, alpha }: { readonly margin: number; readonly alpha: number },
): string {
  const { verdict, interval, tostInterval, adjustedP } = contrast;
  const equivalent = verdict === 'no-practical-difference';
  const shown = equivalent ? tostInterval : interval;
  const level = percent(1 - (equivalent ? 2 * alpha : alpha));
  const parts = [
    shown === null
      ? 'no confidence sequence'
      : `${level} confidence sequence ${intervalText(shown, BOUNDS.scoreDifference)}`,
    equivalent ? `within the margin of ±${decimal(margin)}` : '',
    `each document counted once`,
    `${stopText(contrast)}, ${sampleSize(contrast)}`,
    adjustedP === null || equivalent ? '' : `e-BH-adjusted p ${equalsProbability(adjustedP)}`,
  ];
  return parts.filter((part) => part !== '').join('; ');
}

function stopText({ sequential }: JudgedContrast): string {
  if (sequential === undefined) return '';
  const { isDecided, waves, plannedWaves } = sequential;
  const at = `wave ${waves} of ${plannedWaves}`;
  return isDecided ? `decided after ${at}` : `open after ${at}`;
}

/** What a sequence does not speak about where a treatment has several seeds; empty where it has one. */
export function sequentialCaveat({ sequential, seeds }: JudgedContrast): string {
  if (sequential === undefined || seeds < 2) return '';
  return ` The sequence is about these ${counted(seeds, 'adapter')}, not about further training seeds.`;
}
