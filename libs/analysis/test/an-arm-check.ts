import type { ServedModel } from '@equipoise/contracts';
import { type ArmCheckFacts } from '../src/index.js';
import { BASE, tunedArm } from './a-score-table.js';

const SERVED: ServedModel = {
  name: BASE.label,
  provider: 'local',
  endpoint: '',
  fingerprint: 'b'.repeat(64),
  baseName: '',
  baseFingerprint: '',
  precision: 'Q4_K_M',
  chatTemplate: 'chatml.v1',
  adapterDigest: '',
  adapterRank: 0,
};

/** A tuned arm that differs from its base on every prompt. */
export function anArmCheck(changes: Partial<ArmCheckFacts> = {}): ArmCheckFacts {
  return {
    arm: tunedArm().label,
    base: SERVED,
    tuned: {
      ...SERVED,
      ...{ name: 'tuned', baseName: SERVED.name, baseFingerprint: SERVED.fingerprint },
      ...{ fingerprint: 'c'.repeat(64), adapterDigest: 'd'.repeat(64), adapterRank: 8 },
    },
    check: {
      ...{ status: 'active', method: 'token-probability', probes: 4, changed: 4 },
      ...{ largestChange: 0.31, largestRepeat: 0 },
    },
    ...changes,
  };
}
