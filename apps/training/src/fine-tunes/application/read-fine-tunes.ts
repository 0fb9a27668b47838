import { Injectable } from '@nestjs/common';
import type { FineTune, FineTuneAttempt } from '../domain/fine-tune.js';
import { FineTuneNotFoundError, NoLogsError } from '../domain/fine-tunes.errors.js';
import {
  type FineTunePage,
  FineTuneRepository,
  type LossPoint,
  NewestRun,
  TrainerBackend,
  type TrainerLog,
} from './ports.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;
const DEFAULT_LINES = 200;
const MAX_LINES = 10_000;

/** Looks fine-tunes up. */
@Injectable()
export class ReadFineTunes {
  constructor(
    private readonly repository: FineTuneRepository,
    private readonly backend: TrainerBackend,
    private readonly newestRun: NewestRun,
  ) {}

  /** @throws FineTuneNotFoundError */
  async get(id: string): Promise<FineTune> {
    const fineTune = await this.repository.find(id);
    if (!fineTune) throw new FineTuneNotFoundError(id);
    return fineTune;
  }

  /**
   * A page, newest first.
   *
   * @param limit 1 to 200; 0 means 50
   * @throws InvalidCursorError
   */
  async list(limit: number, cursor: string): Promise<FineTunePage> {
    const size = limit <= 0 ? DEFAULT_LIMIT : Math.min(limit, MAX_LIMIT);
    return this.repository.list(size, cursor);
  }

  /** Oldest first. @throws FineTuneNotFoundError */
  async attempts(id: string): Promise<FineTuneAttempt[]> {
    await this.get(id);
    return this.repository.attempts(id);
  }

  /** By step. @throws FineTuneNotFoundError */
  async losses(id: string): Promise<LossPoint[]> {
    await this.get(id);
    return this.repository.losses(id);
  }

  /**
   * The last lines that its trainer wrote.
   *
   * @param lines 1 to 10,000; 0 means 200
   * @throws FineTuneNotFoundError, NoLogsError
   */
  async logs(id: string, lines: number): Promise<TrainerLog> {
    const { backend } = await this.get(id);
    const most = lines <= 0 ? DEFAULT_LINES : Math.min(lines, MAX_LINES);
    const log =
      backend === this.backend.name
        ? await this.backend.logs(id, await this.newestRun.of(id), most)
        : undefined;
    if (!log) throw new NoLogsError(id, backend);
    return log;
  }
}
