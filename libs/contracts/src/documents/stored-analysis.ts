import { NO_USAGE } from '../events/vocabulary.js';
import type { Analysis, Contrast } from './analysis.v1.js';

/** What analyses did not have from the beginning. */
type Later = 'guards' | 'adapterChecks';
type LaterOfContrast =
  'contaminationSlices' | 'seedError' | 'equivalenceP' | 'adjustedEquivalenceP';

/** An analysis of any age. */
type StoredAnalysis = Omit<Analysis, Later | 'cost' | 'contrasts'> &
  Partial<Pick<Analysis, Later>> & {
    readonly cost: Omit<Analysis['cost'], 'guards'> & Partial<Pick<Analysis['cost'], 'guards'>>;
    readonly contrasts: readonly (Omit<Contrast, LaterOfContrast> &
      Partial<Pick<Contrast, LaterOfContrast>>)[];
  };

/**
 * An analysis as it was stored, perhaps by an earlier version: what that one did not look at yet is
 * filled in as not found, not checked and not spent.
 */
export function storedAnalysis(stored: StoredAnalysis): Analysis {
  const { guards = [], adapterChecks = [], cost, contrasts } = stored;
  return {
    ...stored,
    guards,
    adapterChecks,
    cost: { ...cost, guards: cost.guards ?? NO_USAGE },
    contrasts: contrasts.map((contrast) => ({
      ...contrast,
      contaminationSlices: contrast.contaminationSlices ?? null,
      seedError: contrast.seedError ?? null,
      equivalenceP: contrast.equivalenceP ?? null,
      adjustedEquivalenceP: contrast.adjustedEquivalenceP ?? null,
    })),
  };
}
