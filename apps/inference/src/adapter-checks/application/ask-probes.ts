import { Injectable } from '@nestjs/common';
import {
  type BatchItem,
  GenerateBatch,
  type Generation,
  type Outcome,
} from '../../generations/index.js';
import type { CatalogModel } from '../../models/index.js';
import type { ProbePair } from '../domain/adapter-difference.js';

/** Who pays, and for what. */
export interface ProbePurchase {
  readonly experimentId: string;
  readonly checkId: string;
}

/** What was asked, and what came back. */
export interface AskedProbes {
  /** One for each prompt that both models answered, as often as they were asked. */
  readonly pairs: readonly ProbePair[];
  /** All of them, those that failed too. */
  readonly outcomes: readonly Outcome[];
}

/** Gives the same prompts to base and tuned model. */
@Injectable()
export class AskProbes {
  constructor(private readonly batches: GenerateBatch) {}

  /**
   * Models behind endpoints may answer the same prompt differently from call to call, so the base is
   * asked twice there; a local one gives the same every time.
   */
  async execute(
    { base, tuned }: { readonly base: CatalogModel; readonly tuned: CatalogModel },
    items: readonly BatchItem[],
    purchase: ProbePurchase,
    signal: AbortSignal,
  ): Promise<AskedProbes> {
    const ask = (model: CatalogModel, repeats = 1): Promise<Outcome[]> =>
      this.ask(
        model,
        items.map((item) => ({ ...item, repeats })),
        purchase,
        signal,
      );
    const [ofBase, ofTuned] = await Promise.all([ask(base), ask(tuned)]);
    // Repeat 0 is in the store now: only the second sample is bought, in a call of its own.
    const again = base.model.provider === 'local' ? [] : await ask(base, 2);
    const ofAgain = again.filter(({ repeat }) => repeat === 1);
    const outcomes = [...ofBase, ...ofTuned, ...ofAgain];
    const pairs = items.flatMap(({ itemId }): ProbePair[] => {
      const [one, other, second] = [ofBase, ofTuned, ofAgain].map((own) =>
        generationIn(own, itemId),
      );
      const isAnswered = one && other && (again.length === 0 || second);
      return isAnswered ? [{ base: one, tuned: other, again: second }] : [];
    });
    return { pairs, outcomes };
  }

  private async ask(
    { model }: CatalogModel,
    items: readonly BatchItem[],
    { experimentId, checkId }: ProbePurchase,
    signal: AbortSignal,
  ): Promise<Outcome[]> {
    const command = {
      model: model.name,
      purpose: 'probe' as const,
      experimentId,
      boughtFor: checkId,
      items,
    };
    const outcomes: Outcome[] = [];
    for await (const some of this.batches.execute(command, signal)) outcomes.push(...some);
    return outcomes;
  }
}

function generationIn(outcomes: readonly Outcome[], itemId: string): Generation | undefined {
  const outcome = outcomes.find((own) => own.itemId === itemId);
  return outcome && 'generation' in outcome ? outcome.generation : undefined;
}
