import type {
  CriterionFacts,
  DatasetFacts,
  ModelFacts,
  TextOverlap,
  TrainingFacts,
} from '../domain/facts.js';
import type { PlannedFineTune, TrainingEstimate } from '../domain/plan.js';

/** Datasets by reference. */
export abstract class DatasetCatalogue {
  /** @throws DomainError of kind `not_found` */
  abstract get(ref: string): Promise<DatasetFacts>;
  /** What of a version's test its training questions or documents hold. */
  abstract overlaps(versionId: string): Promise<readonly TextOverlap[]>;
}

/** Models by name. */
export abstract class ModelCatalogue {
  /** @throws DomainError of kind `not_found`, naming the models that exist */
  abstract get(name: string): Promise<ModelFacts>;
}

/** Criteria by name, newest version. */
export abstract class CriterionCatalogue {
  /** @throws DomainError of kind `not_found`, naming the criteria that exist */
  abstract get(name: string): Promise<CriterionFacts>;
}

export abstract class TrainingBackend {
  abstract get(): Promise<TrainingFacts>;
  /** @throws DomainError, not retryable, where it cannot be trained as the spec wants it */
  abstract plan(fineTune: PlannedFineTune): Promise<TrainingEstimate>;
}

/** What the names in a spec are looked up in. */
export abstract class Catalogues {
  abstract readonly datasets: DatasetCatalogue;
  abstract readonly models: ModelCatalogue;
  abstract readonly criteria: CriterionCatalogue;
  abstract readonly training: TrainingBackend;
}
