import type { AdapterCheck } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import { ModelCatalog, NotAnAdapterError } from '../../models/index.js';
import { NothingToAskError } from '../domain/adapter-checks.errors.js';
import { CheckAdapter } from './check-adapter.js';

/** Longest greedy text that is compared, tokens. */
const MAX_TOKENS = 64;

export interface NamedAdapter {
  readonly name: string;
  readonly datasetVersionId: string;
  /** 1 to 16, of the dataset; asked without passages. */
  readonly questionIds: readonly string[];
}

/** Compares an adapter with its base for a user, without an experiment. */
@Injectable()
export class CheckNamedAdapter {
  constructor(
    private readonly catalog: ModelCatalog,
    private readonly check: CheckAdapter,
  ) {}

  /** @throws ModelNotFoundError, NotAnAdapterError, NothingToAskError and what {@link CheckAdapter.execute} throws */
  async execute(
    { name, datasetVersionId, questionIds }: NamedAdapter,
    signal: AbortSignal,
  ): Promise<AdapterCheck & { readonly base: string }> {
    const { base } = (await this.catalog.get(name)).model;
    if (base === undefined) throw new NotAnAdapterError(name);
    if (questionIds.length === 0) throw new NothingToAskError(datasetVersionId);
    // The same check again finds what was bought for it.
    const checkId = contentId(['adapter-check', name, datasetVersionId, ...questionIds]);
    const request = {
      ...{ checkId, base, tuned: name, datasetVersionId, questionIds: [...questionIds] },
      ...{ topP: 1, maxTokens: MAX_TOKENS },
    };
    const { check } = await this.check.execute({ experimentId: checkId, request }, signal);
    return { ...check, base };
  }
}
