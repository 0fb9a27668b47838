import type {
  AdapterCheckRequested,
  AnswersRequested,
  FineTuneRequested,
  JudgementsRequested,
  QualificationRequested,
} from '@equipoise/contracts';
import type { Blueprint } from '../../domain/blueprint.js';

/** Gives out work in the transaction under way; giving out the same work again is harmless. */
export abstract class WorkPublisher {
  abstract requestIndex(
    experimentId: string,
    index: { datasetVersionId: string; chunkTokens: number; overlapTokens: number },
  ): Promise<void>;
  abstract requestFineTune(experimentId: string, fineTune: FineTuneRequested): Promise<void>;
  abstract requestAdapterCheck(experimentId: string, check: AdapterCheckRequested): Promise<void>;
  abstract requestAnswers(experimentId: string, answers: AnswersRequested): Promise<void>;
  abstract requestJudgements(experimentId: string, judgements: JudgementsRequested): Promise<void>;
  abstract requestQualification(
    experimentId: string,
    qualification: QualificationRequested,
  ): Promise<void>;
  abstract requestAnalysis(experimentId: string): Promise<void>;
  /** Queued work of the experiment is void. */
  abstract withdraw(experimentId: string, reason: string): Promise<void>;
}

/** How much of one experiment is in flight at once. */
export abstract class EngineLimits {
  abstract readonly chunksInFlight: number;
  abstract readonly fineTunesInFlight: number;
}

/** A spec that its schema accepts. */
export interface ReadSpec {
  readonly specJson: string;
  /** With every default filled in. */
  readonly document: unknown;
}

export abstract class Planner {
  /** @throws DomainError of kind `invalid`, with a violation for each field at fault */
  abstract read(specJson: string): ReadSpec;
  /** @throws DomainError when the spec cannot be run as it stands */
  abstract plan(spec: ReadSpec): Promise<Blueprint>;
}

/** Makes the final writes of a job and completes it in one transaction. */
export type Commit = (work: () => Promise<void>) => Promise<void>;
