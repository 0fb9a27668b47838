import { DomainError } from '@equipoise/kernel';

/** There is no prompt on which two models could differ. */
export class NothingToAskError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'INFERENCE.NOTHING_TO_ASK';

  constructor(datasetVersionId: string) {
    super(
      `no question of dataset version ${datasetVersionId.slice(0, 12)} was named to ask an adapter and ` +
        'its base: use a dataset with test questions',
    );
  }
}
