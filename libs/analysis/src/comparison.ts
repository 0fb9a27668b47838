import type { Comparison } from '@equipoise/contracts';
import { pairedClusterContrast } from '@equipoise/statistics';
import { meanOf, type Pairs } from './pairs.js';

const UNTESTED = {
  standardError: null,
  interval: null,
  tostInterval: null,
  pValue: null,
} as const;

/**
 * Tuned against base on paired questions. A difference that is the same on every question gets no
 * error bar: its standard error of 0 would claim certainty that the sample cannot give.
 *
 * @param alpha two-sided level, [1e-12, 0.5)
 */
export function compare(pairs: Pairs, alpha: number): Comparison {
  if (pairs.base.length === 0) return noPairs();
  const tested = pairedClusterContrast({ ...pairs, alpha });
  const common = {
    n: tested.n,
    clusters: tested.clusterCount,
    meanBase: meanOf(pairs.base),
    meanTuned: meanOf(pairs.tuned),
    difference: tested.estimate,
    dz: tested.dz ?? null,
    hedgesG: tested.hedgesG ?? null,
    note: tested.note ?? null,
  };
  if (tested.note !== undefined) return { ...common, ...UNTESTED };
  return {
    ...common,
    standardError: tested.standardError ?? null,
    interval: tested.interval ?? null,
    tostInterval: tested.tostInterval ?? null,
    pValue: tested.pValue ?? null,
  };
}

function noPairs(): Comparison {
  return {
    n: 0,
    clusters: 0,
    meanBase: null,
    meanTuned: null,
    difference: null,
    ...UNTESTED,
    dz: null,
    hedgesG: null,
    note: 'no-pairs',
  };
}
