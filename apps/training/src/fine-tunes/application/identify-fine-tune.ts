import { type PlacementWish, RAG_FRAME } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { fineTuneIdOf, type FineTuneSpec } from '../domain/fine-tune.js';
import { type BaseModel, type FineTuneRequest, ModelRegistry, TrainerBackend } from './ports.js';

/** What a request is about. */
export interface IdentifiedFineTune {
  readonly fineTuneId: string;
  readonly spec: FineTuneSpec;
  readonly base: BaseModel;
  /** Name of the back end that trains it. */
  readonly backend: string;
}

/** Tells which fine-tune a request asks for. */
@Injectable()
export class IdentifyFineTune {
  constructor(
    private readonly registry: ModelRegistry,
    private readonly backend: TrainerBackend,
  ) {}

  /** @throws RemoteError, BaseNotTrainableError */
  async execute(
    request: Omit<FineTuneRequest, 'requestId' | 'experimentId' | 'placement'>,
    signal: AbortSignal,
  ): Promise<IdentifiedFineTune> {
    const base = await this.registry.base(request.base, signal);
    const { datasetVersionId, trainSize, seed, trainingFormat, settings } = request;
    const spec = { base: base.name, datasetVersionId, trainSize, seed, trainingFormat, settings };
    const fineTuneId = fineTuneIdOf(spec, {
      baseFingerprint: base.fingerprint,
      frame: RAG_FRAME,
      backend: this.backend.version,
    });
    return { fineTuneId, spec, base, backend: this.backend.name };
  }

  /** @throws DomainError of kind `precondition` where the back end cannot train it */
  async requireTrainable(identified: IdentifiedFineTune, wish: PlacementWish): Promise<void> {
    await this.backend.plan(identified, wish);
  }
}
