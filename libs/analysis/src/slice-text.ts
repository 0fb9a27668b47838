import type { Contrast } from '@equipoise/contracts';
import { counted, percent, signed } from './number-text.js';
import { BOUNDS, intervalText } from './shown-interval.js';

/** What a contrast is among some of its questions. */
type Slice = Pick<Contrast, 'interval' | 'n'> & { readonly difference: number };

/** `−0.32 (95 % interval −0.52 to −0.10; 30 questions)`. */
export function sliceText({ difference, interval, n }: Slice, alpha: number): string {
  const shown =
    interval === null
      ? 'no interval'
      : `${percent(1 - alpha)} interval ${intervalText(interval, BOUNDS.scoreDifference)}`;
  return `${signed(difference)} (${shown}; ${counted(n, 'question')})`;
}
