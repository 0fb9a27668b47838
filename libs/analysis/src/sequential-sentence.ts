import type { Contrast } from '@equipoise/contracts';
import { counted } from './number-text.js';

/** When a sequence was decided, or that it is open. */
export function stopText({
  isDecided,
  waves,
  plannedWaves,
}: NonNullable<Contrast['sequential']>): string {
  return `${isDecided ? 'decided' : 'open'} after wave ${waves} of ${plannedWaves}`;
}

/** What a sequence does not speak about where a treatment has several seeds; empty where it has one. */
export function sequentialCaveat({
  sequential,
  seeds,
}: Pick<Contrast, 'sequential' | 'seeds'>): string {
  if (sequential === undefined || seeds < 2) return '';
  return ` The sequence is about these ${counted(seeds, 'adapter')}, not about further training seeds.`;
}
