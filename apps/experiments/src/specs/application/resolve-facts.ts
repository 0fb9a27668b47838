import { DomainError, type FieldViolation } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { ExperimentSpec } from '../domain/experiment-spec.js';
import { modelPlaces, type SpecFacts, type TextOverlap } from '../domain/facts.js';
import { SpecReferenceNotFoundError } from '../domain/specs.errors.js';
import { Catalogues } from './ports.js';

/** Looks up everything that a spec names. */
@Injectable()
export class ResolveFacts {
  constructor(private readonly catalogues: Catalogues) {}

  /**
   * @throws SpecReferenceNotFoundError naming every dataset, model and criterion that does not exist
   */
  async execute(spec: ExperimentSpec): Promise<SpecFacts> {
    const missing: FieldViolation[] = [];
    const { datasets, models, criteria, training } = this.catalogues;
    const trains = spec.arms.some(({ fineTune }) => fineTune !== undefined);
    const [foundDatasets, foundModels, foundCriteria, backend] = await Promise.all([
      lookUp(indexed(spec.datasets, 'spec.datasets'), (ref) => datasets.get(ref), missing),
      lookUp(modelPlaces(spec), (name) => models.get(name), missing),
      lookUp(
        indexed(spec.judge.criteria, 'spec.judge.criteria'),
        (name) => criteria.get(name),
        missing,
      ),
      trains ? training.get() : undefined,
    ]);
    if (missing.length > 0) throw new SpecReferenceNotFoundError(missing);
    const isCompared = spec.arms.some(({ fineTune, tuned }) => fineTune ?? tuned);
    const versions = [...foundDatasets.values()].map(({ versionId }) => versionId);
    const overlaps = await Promise.all(
      (isCompared ? versions : []).map(async (id): Promise<[string, readonly TextOverlap[]]> => [
        id,
        await datasets.overlaps(id),
      ]),
    );
    return {
      datasets: [...foundDatasets.values()],
      overlaps: new Map(overlaps),
      models: foundModels,
      criteria: [...foundCriteria.values()],
      training: backend,
    };
  }
}

const indexed = (names: readonly string[], path: string): Map<string, string> =>
  new Map(names.map((name, i) => [name, `${path}[${i}]`]));

async function lookUp<T>(
  places: ReadonlyMap<string, string>,
  get: (name: string) => Promise<T>,
  missing: FieldViolation[],
): Promise<Map<string, T>> {
  const found = await Promise.all(
    [...places].map(async ([name, path]): Promise<[string, T] | undefined> => {
      try {
        return [name, await get(name)];
      } catch (error) {
        if (!(error instanceof DomainError) || error.kind !== 'not_found') throw error;
        missing.push({ path, message: `is "${name}": ${error.message}` });
        return undefined;
      }
    }),
  );
  return new Map(found.filter((entry) => entry !== undefined));
}
