import { RAG_FRAME } from '@equipoise/contracts';
import { DomainError } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import {
  type Adapter,
  adapterModelName,
  fineTuneIdOf,
  type FineTuneSpec,
} from '../domain/fine-tune.js';
import { FineTuneCancelledError } from '../domain/fine-tunes.errors.js';
import { type MadeAdapter, MakeAdapter } from './make-adapter.js';
import {
  FineTuneJournal,
  FineTuneRepository,
  type FineTuneRequest,
  ModelRegistry,
  TrainerBackend,
} from './ports.js';

export interface RunFineTuneCommand {
  readonly request: FineTuneRequest;
  readonly signal: AbortSignal;
  /** Runs the last writes in the transaction that completes the job. */
  readonly commit: (work: () => Promise<void>) => Promise<void>;
}

/** Answers a request with an adapter: the one there is, or a new one. */
@Injectable()
export class RunFineTune {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly backend: TrainerBackend,
    private readonly repository: FineTuneRepository,
    private readonly journal: FineTuneJournal,
    private readonly makeAdapter: MakeAdapter,
  ) {}

  /** @throws DomainError when there is no adapter; a retryable one when the next try may go on */
  async execute({ request, signal, commit }: RunFineTuneCommand): Promise<void> {
    const base = await this.registry.base(request.base, signal);
    const spec = specOf(request, base.name);
    const id = fineTuneIdOf(spec, {
      baseFingerprint: base.fingerprint,
      frame: RAG_FRAME,
      backend: this.backend.version,
    });
    await this.repository.enter(request, { id, spec, backend: this.backend.name });
    const making = { fineTuneId: id, spec, base, request };
    try {
      await this.makeAdapter.execute(making, signal, async (made) => {
        const adapter = await this.register(adapterOf(made, base.name, id), base.name, signal);
        await commit(async () => {
          const wallSeconds = made.trained
            ? await this.repository.setSucceeded(id, adapter, made)
            : 0;
          await this.journal.ready(request, id, adapter, { wallSeconds, reused: !made.trained });
        });
      });
    } catch (error) {
      if (!(error instanceof FineTuneCancelledError)) throw error;
      await commit(() => this.repository.setEnded(request.requestId, 'cancelled', error.message));
    }
  }

  /** @returns the adapter under the name that it got */
  private async register(adapter: Adapter, base: string, signal: AbortSignal): Promise<Adapter> {
    try {
      await this.registry.register(adapter, base, signal);
      return adapter;
    } catch (error) {
      if (!(error instanceof DomainError) || error.kind !== 'conflict') throw error;
      // An adapter that was lost and trained again may differ in its last bits. A name stands for one
      // adapter for ever, so the new one gets a name of its own.
      const renamed = { ...adapter, model: `${adapter.model}-${adapter.digest.slice(0, 6)}` };
      await this.registry.register(renamed, base, signal);
      return renamed;
    }
  }
}

function adapterOf({ reused, trained }: MadeAdapter, base: string, fineTuneId: string): Adapter {
  if (reused) return reused;
  return {
    model: adapterModelName(base, fineTuneId),
    path: trained.path,
    digest: trained.digest,
  };
}

function specOf(request: FineTuneRequest, base: string): FineTuneSpec {
  const { datasetVersionId, trainSize, seed, trainingFormat, settings } = request;
  return { base, datasetVersionId, trainSize, seed, trainingFormat, settings };
}
