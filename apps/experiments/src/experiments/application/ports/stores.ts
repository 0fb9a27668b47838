import type { Context, GuardFinding, JudgementsReady, Usage } from '@equipoise/contracts';
import type { Spending } from '../../domain/budget.js';
import type { Cell, CellTally } from '../../domain/cell.js';
import type { Chunk, ChunkStatus } from '../../domain/chunk.js';
import type { Experiment, ExperimentStatus } from '../../domain/experiment.js';
import type { AnswerFact } from '../../domain/facts.js';
import type { NewExperiment } from '../../domain/new-experiment.js';
import type { NextWave } from '../../domain/waves.js';

export abstract class Transactions {
  /** Runs `work` in one transaction, or in the one under way. */
  abstract run<T>(work: () => Promise<T>): Promise<T>;
}

export abstract class ExperimentStore {
  abstract add(experiment: Experiment, parts: NewExperiment): Promise<void>;
  abstract find(id: string): Promise<Experiment | undefined>;
  /** As `find`, and until the transaction ends nobody else changes the experiment. */
  abstract lock(id: string): Promise<Experiment | undefined>;
  abstract setStatus(
    id: string,
    change: { status: ExperimentStatus; reason: string; endedAt: Date | null },
  ): Promise<void>;
  /** Stores the first finding of a guard about a subject. @returns whether it was the first */
  abstract addGuard(id: string, finding: GuardFinding): Promise<boolean>;
  /** Newest first, after the experiment whose place is given. */
  abstract page(limit: number, after?: { createdAt: Date; id: string }): Promise<Experiment[]>;
  /** Ids of the experiments that have not ended. */
  abstract unfinished(): Promise<string[]>;
}

export interface IdempotencyClaim {
  readonly specDigest: string;
  readonly experimentId: string;
}

export abstract class IdempotencyKeys {
  abstract find(key: string): Promise<IdempotencyClaim | undefined>;
  /** @returns false when the key is taken; waits for the transaction that is taking it */
  abstract claim(key: string, claim: IdempotencyClaim): Promise<boolean>;
}

/** Which cells are to end. */
export type CellSelection =
  | { readonly cellId: string }
  | { readonly fineTuneRequestId: string }
  | { readonly model: string; readonly experimentId: string }
  | { readonly retrievedFrom: string; readonly experimentId: string }
  | { readonly experimentId: string };

export abstract class CellStore {
  abstract of(experimentId: string): Promise<Cell[]>;
  /** Waiting cells that now have work in flight. @returns those that were waiting */
  abstract begin(cellIds: readonly string[]): Promise<Cell[]>;
  abstract setModel(fineTuneRequestId: string, model: string): Promise<void>;
  /**
   * Ends the open cells among the selected ones and cancels what they have not given out, which is
   * not needed where they are done; where all cells of an experiment are selected, also what is in
   * flight.
   *
   * @returns those that were open
   */
  abstract end(
    selection: CellSelection,
    outcome: { status: 'failed' | 'cancelled' | 'done'; reason: string },
  ): Promise<Cell[]>;
  /** Open cells that have no open chunk any more. */
  abstract settled(experimentId: string): Promise<CellTally[]>;
}

/** A chunk that can be answered now. */
export interface ReadyChunk {
  readonly id: string;
  readonly cellId: string;
  readonly model: string;
  readonly datasetVersionId: string;
  readonly context: Context;
  /** null unless `retrieved`. */
  readonly indexId: string | null;
  readonly questionIds: string[];
}

/** A chunk that can be judged now. */
export interface AnsweredChunk {
  readonly id: string;
  readonly datasetVersionId: string;
  readonly answers: { answerId: string; questionId: string }[];
}

/** What a chunk reads from. */
export interface ChunkSource {
  readonly datasetVersionId: string;
  readonly context: Context;
  readonly indexId: string | null;
}

export abstract class ChunkStore {
  abstract find(id: string): Promise<Chunk | undefined>;
  abstract sourceOf(id: string): Promise<ChunkSource>;
  /**
   * Pending chunks of the lowest open wave whose model and index are there, in the order of work; none
   * while a tuned model is being compared with its base.
   */
  abstract ready(experimentId: string, limit: number): Promise<ReadyChunk[]>;
  /** Chunks whose answers nobody judges yet. */
  abstract answered(experimentId: string): Promise<AnsweredChunk[]>;
  /** The lowest open wave, if others came before it and none of it was given out. */
  abstract nextWave(experimentId: string): Promise<NextWave | undefined>;
  abstract countInFlight(experimentId: string): Promise<number>;
  /** Whether a chunk, or the comparison of a tuned model with its base, has not ended. */
  abstract hasOpen(experimentId: string): Promise<boolean>;
  abstract setStatus(ids: readonly string[], status: ChunkStatus): Promise<void>;
  /** Cells with work that is not given out lose it. @returns ids of those cells */
  abstract cancelUnissued(experimentId: string): Promise<string[]>;
  /** Chunks of ended cells that nobody works on become `cancelled`. */
  abstract cancelLeftovers(experimentId: string): Promise<void>;
  /** Charges what a fact says was used; the same fact again changes nothing. */
  abstract charge(id: string, what: 'answers' | 'judgements', usage: Usage): Promise<void>;
  /** What all model calls have come to so far, those that tried the judge included. */
  abstract spending(experimentId: string): Promise<Spending>;
}

export abstract class FactStore {
  /** Stores the answers of a chunk and their counts; known answers stay as they are. */
  abstract addAnswers(chunk: Chunk, facts: readonly AnswerFact[]): Promise<void>;
  /** Stores the scores of a chunk and their count; known scores stay as they are. */
  abstract addScores(chunk: Chunk, scores: JudgementsReady['judgements']): Promise<void>;
}
