import type { JudgementsReady } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { mayBecome } from '../domain/chunk.js';
import { AdvanceExperiment } from './advance-experiment.js';
import { ChunkStore, FactStore } from './ports/stores.js';

/** Records that a chunk has its scores. */
@Injectable()
export class RecordJudgements {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly facts: FactStore,
    private readonly advance: AdvanceExperiment,
  ) {}

  /** A repeated or late fact is charged only. */
  async execute(experimentId: string, fact: JudgementsReady): Promise<void> {
    await this.advance.recording(experimentId, async () => {
      const chunk = await this.chunks.find(fact.chunkId);
      if (!chunk) return;
      await this.chunks.charge(chunk.id, 'judgements', fact.usage);
      if (chunk.status !== 'judging' || !mayBecome(chunk.status, 'done')) return;
      await this.facts.addScores(chunk, fact.judgements);
      await this.chunks.setStatus([chunk.id], 'done');
    });
  }
}
