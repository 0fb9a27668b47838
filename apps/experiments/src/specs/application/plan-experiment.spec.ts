import { DomainError } from '@equipoise/kernel';
import { aDataset, aModel, aSpec } from '../../../test/a-spec.js';
import { InvalidSpecError, SpecReferenceNotFoundError } from '../domain/specs.errors.js';
import { PlanExperiment } from './plan-experiment.js';
import { PlanTrainings } from './plan-trainings.js';
import { ResolveFacts } from './resolve-facts.js';

class NotThereError extends DomainError {
  readonly kind = 'not_found';
  readonly code = 'TEST.NOT_THERE';
}

function setUp({ known = ['facts', 'qwen-base', 'qwen-tuned', 'judge'] } = {}) {
  const asked: string[] = [];
  const only = <T>(name: string, found: T): T => {
    asked.push(name);
    if (!known.includes(name)) throw new NotThereError(`there is no ${name}`);
    return found;
  };
  const catalogues = {
    datasets: { get: async (ref: string) => only(ref, aDataset(200)), overlaps: async () => [] },
    models: { get: async (name: string) => only(name, aModel(name)) },
    criteria: { get: async (name: string) => ({ name, version: 2 }) },
    training: {
      get: async () => {
        asked.push('training');
        return { isLocal: true, available: true, reason: '' };
      },
      plan: async () => ({ gpuHours: 0, costUsd: 0 }),
    },
  };
  const planner = new PlanExperiment(
    new ResolveFacts(catalogues),
    { local: 8, remote: 32 },
    new PlanTrainings(catalogues),
  );
  return { asked, plan: (spec = aSpec()) => planner.execute(spec) };
}

describe(PlanExperiment, () => {
  it('looks up every name once, and training only when something is trained', async () => {
    const { asked, plan } = setUp();
    const planned = await plan();
    expect(asked.sort()).toEqual(['facts', 'judge', 'qwen-base', 'qwen-tuned']);
    expect(planned.criteria).toEqual([
      { name: 'accuracy', version: 2 },
      { name: 'completeness', version: 2 },
    ]);
    await plan(
      aSpec({ arms: [{ base: 'qwen-base', fineTune: { method: 'lora', trainSizes: [5] } }] }),
    );
    expect(asked).toContain('training');
  });

  it('names every name that stands for nothing, with its place', async () => {
    const { plan } = setUp({ known: ['qwen-base', 'judge'] });
    const failure = await plan().catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(SpecReferenceNotFoundError);
    expect((failure as SpecReferenceNotFoundError).violations).toEqual([
      { path: 'spec.datasets[0]', message: 'is "facts": there is no facts' },
      { path: 'spec.arms[0].tuned[0].model', message: 'is "qwen-tuned": there is no qwen-tuned' },
    ]);
  });

  it('refuses what is wrong in itself before it asks anyone', async () => {
    const { asked, plan } = setUp();
    await expect(plan(aSpec({ generation: { samples: 2 } }))).rejects.toThrow(InvalidSpecError);
    expect(asked).toEqual([]);
  });
});
