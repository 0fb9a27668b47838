import { Injectable } from '@nestjs/common';
import { checkedCriterion, type Criterion, type CriterionText } from '../domain/criterion.js';
import { CriterionRepository } from './ports.js';

/** Adds a criterion, or a new version of one. */
@Injectable()
export class PutCriterion {
  constructor(private readonly criteria: CriterionRepository) {}

  /**
   * @returns the newest version, which holds this text; a text equal to the newest adds none
   * @throws InvalidCriterionError
   */
  async execute(draft: CriterionText): Promise<Criterion> {
    return this.criteria.add(checkedCriterion(draft), 'newest');
  }
}
