import {
  adapterModelName,
  type FineTuneGround,
  type FineTuneSpec,
  fineTuneIdOf,
} from './fine-tune.js';

const SPEC: FineTuneSpec = {
  base: 'small',
  datasetVersionId: 'd'.repeat(64),
  trainSize: 8,
  seed: 1,
  trainingFormat: 'with-context',
  settings: {
    method: 'lora',
    epochs: 1,
    effectiveBatchSize: 4,
    learningRate: 1e-3,
    rank: 4,
    alpha: 8,
    dropout: 0,
    maxSequenceTokens: 512,
  },
};
const GROUND: FineTuneGround = { baseFingerprint: 'f', frame: 'rag.v1', backend: 'b.v1' };

describe(fineTuneIdOf.name, () => {
  it('is the same for the same training, whatever the base is called', () => {
    expect(fineTuneIdOf({ ...SPEC, base: 'alias' }, GROUND)).toBe(fineTuneIdOf(SPEC, GROUND));
  });

  it('differs with everything that changes the adapter', () => {
    const ids = [
      fineTuneIdOf(SPEC, GROUND),
      fineTuneIdOf({ ...SPEC, datasetVersionId: 'e'.repeat(64) }, GROUND),
      fineTuneIdOf({ ...SPEC, trainSize: 9 }, GROUND),
      fineTuneIdOf({ ...SPEC, seed: 2 }, GROUND),
      fineTuneIdOf({ ...SPEC, trainingFormat: 'question-only' }, GROUND),
      fineTuneIdOf({ ...SPEC, settings: { ...SPEC.settings, topLayers: 2 } }, GROUND),
      fineTuneIdOf(SPEC, { ...GROUND, baseFingerprint: 'g' }),
      fineTuneIdOf(SPEC, { ...GROUND, frame: 'rag.v2' }),
      fineTuneIdOf(SPEC, { ...GROUND, backend: 'b.v2' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe(adapterModelName.name, () => {
  it('names base and fine-tune', () => {
    expect(adapterModelName('small', '0123456789abcdef')).toBe('small+0123456789ab');
  });
});
