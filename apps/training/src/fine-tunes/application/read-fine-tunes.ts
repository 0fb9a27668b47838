import { Injectable } from '@nestjs/common';
import type { FineTune } from '../domain/fine-tune.js';
import { FineTuneNotFoundError } from '../domain/fine-tunes.errors.js';
import { type FineTunePage, FineTuneRepository } from './ports.js';

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 200;

/** Looks fine-tunes up. */
@Injectable()
export class ReadFineTunes {
  constructor(private readonly repository: FineTuneRepository) {}

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
}
