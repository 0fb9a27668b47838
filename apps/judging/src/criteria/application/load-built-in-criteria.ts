import { Injectable } from '@nestjs/common';
import { checkedCriterion } from '../domain/criterion.js';
import { BuiltInCriteria, CriterionRepository } from './ports.js';

/** Makes sure that the criteria that come with the service are in the database. */
@Injectable()
export class LoadBuiltInCriteria {
  constructor(
    private readonly builtIn: BuiltInCriteria,
    private readonly criteria: CriterionRepository,
  ) {}

  /**
   * Adds what is not there in any version: a user's newer version of a built-in criterion stays the
   * newest however often the service starts.
   *
   * @throws InvalidCriterionError
   */
  async execute(): Promise<void> {
    for (const text of await this.builtIn.all()) {
      await this.criteria.add(checkedCriterion(text), 'any');
    }
  }
}
