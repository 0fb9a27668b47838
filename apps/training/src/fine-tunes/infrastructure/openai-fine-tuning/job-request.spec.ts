import type { FineTuneSettings } from '@equipoise/contracts';
import type { FineTuneSpec } from '../../domain/fine-tune.js';
import { UnsupportedSettingError } from '../../domain/fine-tunes.errors.js';
import { expectedSteps, requireSupported, toChatLines } from './job-request.js';

const SETTINGS: FineTuneSettings = {
  ...{ epochs: 3, effectiveBatchSize: 16, learningRate: 2e-4, maxSequenceTokens: 2048 },
  ...{ method: 'lora', rank: 16, alpha: 32, dropout: 0.05 },
};

function aSpec({
  seed = 1,
  ...settings
}: Partial<FineTuneSettings> & { seed?: number } = {}): FineTuneSpec {
  return {
    ...{ base: 'b', datasetVersionId: 'd', trainSize: 20, seed, trainingFormat: 'with-context' },
    settings: { ...SETTINGS, ...settings },
  };
}

describe(requireSupported.name, () => {
  it('takes what the API has a field for, and LoRA settings that it does not', () => {
    expect(() => {
      requireSupported(aSpec({ rank: 64, learningRate: 1e-5 }));
    }).not.toThrow();
  });

  it.each<[string, Parameters<typeof aSpec>[0], string]>([
    ['settings.method', { method: 'qlora' }, 'use "lora"'],
    ['settings.topLayers', { topLayers: 4 }, 'leave it out'],
    ['settings.epochs', { epochs: 1.5 }, 'use 2'],
    ['settings.epochs', { epochs: 0.2 }, 'use 1'],
    ['seed', { seed: 2 ** 31 }, 'use a smaller one'],
  ])('refuses %s of %j with the way out', (path, more, wayOut) => {
    const check = (): void => {
      requireSupported(aSpec(more));
    };
    expect(check).toThrow(UnsupportedSettingError);
    expect(check).toThrow(path);
    expect(check).toThrow(wayOut);
  });
});

describe(expectedSteps.name, () => {
  it('counts the last, smaller batch of an epoch', () => {
    expect(expectedSteps(aSpec())).toBe(6);
  });
});

describe(toChatLines.name, () => {
  it('writes one chat a line, the answer last, whatever is in it', () => {
    const text = toChatLines([
      {
        questionId: 'q',
        prompt: [{ role: 'user', content: 'two\nlines' }],
        completion: [{ role: 'assistant', content: '“yes”' }],
      },
    ]);
    expect(text).toBe(
      '{"messages":[{"role":"user","content":"two\\nlines"},{"role":"assistant","content":"“yes”"}]}\n',
    );
  });
});
