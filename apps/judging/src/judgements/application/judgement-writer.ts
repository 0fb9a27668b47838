import type { Judgement } from '../domain/judgement.js';
import type { JudgementRepository } from './ports.js';

/** Stores judgements in batches as they come, so that a killed process loses at most one batch. */
export class JudgementWriter {
  private batch: Judgement[] = [];

  constructor(
    private readonly judgements: JudgementRepository,
    private readonly batchSize: number,
  ) {}

  async add(judgement: Judgement): Promise<void> {
    this.batch.push(judgement);
    if (this.batch.length >= this.batchSize) await this.flush();
  }

  /** Stores what is left. */
  async flush(): Promise<void> {
    if (this.batch.length === 0) return;
    const full = this.batch;
    this.batch = [];
    await this.judgements.save(full);
  }
}
