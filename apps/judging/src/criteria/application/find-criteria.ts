import { Injectable } from '@nestjs/common';
import { CriterionNotFoundError } from '../domain/criteria.errors.js';
import type { Criterion } from '../domain/criterion.js';
import { CriterionRepository } from './ports.js';

/** Looks criteria up. */
@Injectable()
export class FindCriteria {
  constructor(private readonly criteria: CriterionRepository) {}

  /** The newest version of every criterion, by name. */
  async all(): Promise<Criterion[]> {
    return this.criteria.newest();
  }

  /**
   * @param version the newest when left out
   * @throws CriterionNotFoundError
   */
  async one(name: string, version?: number): Promise<Criterion> {
    const criterion = await this.criteria.find(name, version);
    if (criterion) return criterion;
    const known = (await this.criteria.newest()).map((each) => `${each.name}@v${each.version}`);
    throw new CriterionNotFoundError(name, version, known);
  }
}
