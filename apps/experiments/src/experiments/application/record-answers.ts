import type { AnswersReady } from '@equipoise/contracts';
import { Injectable } from '@nestjs/common';
import { type Chunk, mayBecome } from '../domain/chunk.js';
import type { AnswerFact } from '../domain/facts.js';
import { AdvanceExperiment } from './advance-experiment.js';
import { DescribeAnswers } from './describe-answers.js';
import { ChunkStore, FactStore } from './ports/stores.js';
import type { Commit } from './ports/work.js';

/** Records that a chunk has its answers. */
@Injectable()
export class RecordAnswers {
  constructor(
    private readonly chunks: ChunkStore,
    private readonly facts: FactStore,
    private readonly describe: DescribeAnswers,
    private readonly advance: AdvanceExperiment,
  ) {}

  /** Reads the texts first and writes last, in one transaction; a repeated or late fact is charged only. */
  async execute(fact: AnswersReady, commit: Commit): Promise<void> {
    const chunk = await this.chunks.find(fact.chunkId);
    if (!chunk) return;
    const isNews = mayBecome(chunk.status, 'answered');
    const described = isNews ? await this.describe.execute(chunk, fact.answers) : [];
    await commit(() =>
      this.advance.recording(chunk.experimentId, async () => {
        await this.chunks.charge(chunk.id, 'answers', fact.usage);
        await this.store(chunk.id, described);
      }),
    );
  }

  private async store(chunkId: string, described: readonly AnswerFact[]): Promise<void> {
    const chunk: Chunk | undefined = await this.chunks.find(chunkId);
    if (!chunk || !mayBecome(chunk.status, 'answered')) return;
    await this.facts.addAnswers(chunk, described);
    const canBeJudged = described.some(({ status }) => status === 'answered');
    await this.chunks.setStatus([chunkId], canBeJudged ? 'answered' : 'done');
    // Of a cell that has failed meanwhile: nobody judges them, and the next wave must not wait for that.
    await this.chunks.cancelLeftovers(chunk.experimentId);
  }
}
