import type { FieldViolation } from '@equipoise/kernel';
import { aDocument, aSpec } from '../../../test/a-spec.js';
import { InvalidSpecError } from '../domain/specs.errors.js';
import { parseSpec } from './parse-spec.js';

function violationsOf(document: unknown): readonly FieldViolation[] {
  try {
    parseSpec(JSON.stringify(document));
  } catch (error) {
    if (error instanceof InvalidSpecError) return error.violations;
    throw error;
  }
  return [];
}

const inSpec = (spec: Record<string, unknown>): readonly FieldViolation[] =>
  violationsOf(aDocument(spec));

describe(parseSpec, () => {
  it('fills in every default', () => {
    expect(
      aSpec({ arms: [{ base: 'b', fineTune: { method: 'lora', trainSizes: [200] } }] }),
    ).toEqual({
      name: 'trial',
      datasets: ['facts'],
      arms: [
        {
          base: 'b',
          fineTune: {
            method: 'lora',
            trainSizes: [200],
            seeds: [1],
            trainingFormat: 'with-context',
            epochs: 3,
            effectiveBatchSize: 16,
            learningRate: 2e-4,
            rank: 16,
            alpha: 32,
            dropout: 0.05,
            maxSequenceTokens: 2048,
          },
        },
      ],
      contexts: ['retrieved'],
      retrieval: { topK: 5, mode: 'hybrid', chunkTokens: 256, overlapTokens: 32 },
      generation: { temperature: 0, topP: 1, maxTokens: 256, samples: 1 },
      judge: {
        model: 'judge',
        criteria: ['accuracy', 'completeness'],
        estimator: 'samples',
        qualification: { probes: 20, repeats: 2 },
        steps: 'judge',
        temperature: 1,
      },
      analysis: { margin: 0.2, alpha: 0.05, stopping: 'fixed' },
      seed: 'equipoise',
    });
  });

  it.each([
    [
      'a slip',
      { judge: { model: 'j', repeat: 3 } },
      'spec.judge.repeat',
      'did you mean "repeats"?',
    ],
    ['another case', { retrieval: { top_k: 3 } }, 'spec.retrieval.top_k', 'did you mean "topK"?'],
    ['a foreign field', { gpu: 8 }, 'spec.gpu', 'remove it; known are datasets, arms, contexts'],
    ['a text for a number', { budget: { maxGpuHours: '60h' } }, 'spec.budget.maxGpuHours', '"60h"'],
    ['percent for a share', { analysis: { alpha: 5 } }, 'spec.analysis.alpha', 'at most 0.5'],
    ['a half token', { retrieval: { topK: 2.5 } }, 'spec.retrieval.topK', 'give a whole number'],
    ['a misspelt choice', { contexts: ['oracel'] }, 'spec.contexts[0]', 'did you mean "oracle"?'],
    ['an empty list', { datasets: [] }, 'spec.datasets', 'give at least 1 entries'],
    ['a repetition', { datasets: ['a', 'a'] }, 'spec.datasets', 'has an item twice'],
    ['a missing field', { judge: {} }, 'spec.judge.model', 'is missing; give a text'],
    ['a strange dataset', { datasets: ['A b'] }, 'spec.datasets[0]', 'is "A b"; give a dataset as'],
    [
      'a misspelt way to stop',
      { analysis: { stopping: 'sequental' } },
      'spec.analysis.stopping',
      'did you mean "sequential"?',
    ],
  ])('refuses %s, naming the place and the way out', (_, spec, path, message) => {
    const violations = inSpec(spec);
    expect(violations.map((violation) => violation.path)).toEqual([path]);
    expect(violations[0]?.message).toContain(message);
  });

  it('says what a field means beside what is wrong with it', () => {
    expect(inSpec({ analysis: { margin: 20 } })).toEqual([
      {
        path: 'spec.analysis.margin',
        message:
          'is 20; give at most 4 (smallest difference that matters, in points of the 1 to 5 scale)',
      },
    ]);
  });

  it('names every fault at once', () => {
    const arms = [{ base: 1 }, { base: 'b', fineTune: { method: 'full', trainSizes: [0] } }];
    expect(inSpec({ arms, seed: 7 }).map(({ path }) => path)).toEqual([
      'spec.arms[0].base',
      'spec.arms[1].fineTune.method',
      'spec.arms[1].fineTune.trainSizes[0]',
      'spec.seed',
    ]);
  });

  it('says what is not an experiment at all', () => {
    expect(() => parseSpec('{')).toThrow(/^document: is not JSON: .*; give one JSON object$/s);
    expect(violationsOf([])[0]).toMatchObject({ path: 'document' });
    expect(violationsOf({ ...aDocument(), apiVersion: 'v2' })).toEqual([
      {
        path: 'apiVersion',
        message: 'is "v2"; give "equipoise.dev/v1" (version of this format)',
      },
    ]);
  });
});
