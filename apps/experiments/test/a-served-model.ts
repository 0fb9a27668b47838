import type { ServedModel } from '@equipoise/contracts';

/** A model of which everything is known. */
export function aServedModel(changes: Partial<ServedModel> = {}): ServedModel {
  const name = changes.name ?? 'base';
  return {
    name,
    provider: 'openai',
    endpoint: 'http://127.0.0.1:8000/v1',
    fingerprint: `weights of ${name}`,
    baseName: '',
    baseFingerprint: '',
    precision: 'bf16',
    chatTemplate: 'chatml',
    adapterDigest: '',
    adapterRank: 0,
    ...changes,
  };
}

/** An adapter of `base`, of which everything is known. */
export function aTunedModel(changes: Partial<ServedModel> = {}): ServedModel {
  const adapter = {
    ...{ name: 'tuned', baseName: 'base', baseFingerprint: 'weights of base' },
    ...{ adapterDigest: 'a'.repeat(64), adapterRank: 16 },
  };
  return aServedModel({ ...adapter, ...changes });
}
