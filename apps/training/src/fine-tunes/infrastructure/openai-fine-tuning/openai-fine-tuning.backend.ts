import type { PlacementWish } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import {
  type BaseModel,
  DetachedTrainer,
  type PlannedOrder,
  type RunPlan,
  type TrainedAdapter,
  type TrainerLog,
  type TrainingOrder,
} from '../../application/ports.js';
import type { Adapter } from '../../domain/fine-tune.js';
import {
  BackendUnavailableError,
  BaseNotTrainableError,
  TrainerFailedError,
} from '../../domain/fine-tunes.errors.js';
import type { RunKey, RunObservation, TrainingRun } from '../../domain/training-run.js';
import { FineTuningApiConfig } from './fine-tuning-api.config.js';
import { HostedJobDesk } from './hosted-job.desk.js';
import { HostedJobObserver } from './hosted-job.observer.js';
import { HostedModels } from './hosted-models.js';
import type { HostedPlacement } from './hosted-run.js';
import { expectedSteps, requireNoWish, requireSupported } from './job-request.js';

/**
 * Trains at a provider, through an OpenAI-compatible fine-tuning API: one job a run, whose model the
 * provider serves itself. Jobs carry the id of the installation that made them; one that this
 * installation made and does not know is ended.
 *
 * Of a fine-tune's settings, `epochs`, `effectiveBatchSize` and the seed are sent. The API has no field
 * for `rank`, `alpha`, `dropout` and `maxSequenceTokens`, nor for a learning rate other than as a
 * multiple of one that it does not tell: those are the provider's own affair, and the provenance names
 * them as not applied. `method: qlora`, `topLayers` and broken epochs are refused.
 */
@Injectable()
export class OpenAiFineTuningBackend extends DetachedTrainer {
  override readonly name = 'openai-fine-tuning';
  override readonly version: string;

  constructor(
    config: FineTuningApiConfig,
    private readonly desk: HostedJobDesk,
    private readonly observer: HostedJobObserver,
    private readonly models: HostedModels,
  ) {
    super();
    this.version = `openai-fine-tuning.v1 at ${config.FINE_TUNING_API_URL ?? 'no URL'}`;
  }

  override unavailableBecause(): Promise<string | undefined> {
    return Promise.resolve(this.desk.fault);
  }

  // eslint-disable-next-line @typescript-eslint/require-await -- what it throws is to reject
  override async plan({ spec, base }: PlannedOrder, wish: PlacementWish): Promise<RunPlan> {
    const { fault } = this.desk;
    if (fault !== undefined) throw new BackendUnavailableError(fault);
    requireNoWish(wish);
    requireSupported(spec);
    requireHosted(base);
    const { url: api } = this.desk;
    const model = base.remoteName;
    const placement: HostedPlacement = { api, model, totalSteps: expectedSteps(spec) };
    const why = `${api} trains ${model}, with a learning rate and adapter of its own choice${elsewhere(base, api)}`;
    return { placement: { ...placement }, choice: undefined, alternatives: [], why };
  }

  override async submit(
    run: TrainingRun,
    order: TrainingOrder,
    signal: AbortSignal,
  ): Promise<string> {
    requireSupported(order.spec);
    return this.desk.submit(run, order, signal);
  }

  override async observe(run: TrainingRun, signal: AbortSignal): Promise<RunObservation> {
    return patiently(() => this.observer.observe(run, signal));
  }

  override async cancel({ externalId }: TrainingRun, signal: AbortSignal): Promise<void> {
    if (externalId === '') return;
    await patiently(() => this.desk.cancel(externalId, signal));
  }

  override async collect(
    run: TrainingRun,
    order: PlannedOrder,
    signal: AbortSignal,
  ): Promise<TrainedAdapter> {
    return patiently(() => this.models.collect(run, order, signal));
  }

  override async release(run: TrainingRun, signal: AbortSignal): Promise<void> {
    await patiently(() => this.desk.release(run, signal));
  }

  override async watch(onChange: (jobId: string) => void, signal: AbortSignal): Promise<void> {
    await this.observer.watch(onChange, signal);
  }

  override async sweep(
    isKnown: (run: RunKey) => Promise<boolean>,
    signal: AbortSignal,
  ): Promise<string[]> {
    return this.desk.sweep(isKnown, signal);
  }

  /** @throws TrainerFailedError where nobody can tell: training again would cost money */
  override async isIntact({ path }: Omit<Adapter, 'model'>): Promise<boolean> {
    return patiently(() => this.models.has(path, nobodysSignal()));
  }

  override async logs(
    _fineTuneId: string,
    run: TrainingRun | undefined,
    lines: number,
  ): Promise<TrainerLog | undefined> {
    if (!run || run.externalId === '') return undefined;
    return this.desk.logs(run.externalId, lines, nobodysSignal());
  }
}

/** For calls that nobody ends early; each has a deadline of its own. */
function nobodysSignal(): AbortSignal {
  return new AbortController().signal;
}

/** What is paid for is not given up because a key was changed or a proxy stands in the way. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw error instanceof BackendUnavailableError ? new TrainerFailedError(error.message) : error;
  }
}

function requireHosted({ name, endpoint, remoteName }: BaseModel): void {
  if (endpoint !== '' && remoteName !== '') return;
  throw new BaseNotTrainableError(
    name,
    'it runs on this machine, and a provider trains only models of its own; choose one that is served by an endpoint',
  );
}

/** For a person: the tuned model is asked for where its base is. */
function elsewhere({ endpoint }: BaseModel, api: string): string {
  if (URL.parse(endpoint)?.host === new URL(api).host) return '';
  return `; the tuned model must be served by ${endpoint} too, as its base is`;
}
