import type { JudgeQualification, Usage } from '@equipoise/contracts';

/** What came of trying the judge on one dataset. */
export interface QualificationOutcome {
  /** One for each criterion; empty when the judge could not be tried. */
  readonly qualifications: readonly JudgeQualification[];
  /** Why it could not be tried; empty when it could. */
  readonly failure: string;
  readonly usage: Usage;
}

export interface DatasetQualification extends QualificationOutcome {
  /** `name@v1`. */
  readonly dataset: string;
}

/** Trials of an experiment's judge, one for each dataset version. */
export abstract class QualificationStore {
  /** Datasets with work under way whose trial was not asked for become open. @returns their versions */
  abstract open(experimentId: string): Promise<string[]>;
  /** Whether a trial that was asked for has no outcome. */
  abstract hasOpen(experimentId: string): Promise<boolean>;
  /** Keeps the outcome of an open trial; a repeated or late one changes nothing. */
  abstract close(
    experimentId: string,
    datasetVersionId: string,
    outcome: QualificationOutcome,
  ): Promise<void>;
  /** Those with an outcome, by dataset. */
  abstract of(experimentId: string): Promise<DatasetQualification[]>;
}
