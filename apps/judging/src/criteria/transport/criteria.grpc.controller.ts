import type { judgingV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { FindCriteria } from '../application/find-criteria.js';
import { PutCriterion } from '../application/put-criterion.js';
import type { Criterion } from '../domain/criterion.js';

type CriteriaMethods = Pick<
  judgingV1.JudgingServiceController,
  'listCriteria' | 'getCriterion' | 'putCriterion'
>;

/** The criteria half of `JudgingService`. */
@Controller()
@UseFilters(GrpcErrorFilter)
export class CriteriaGrpcController implements CriteriaMethods {
  constructor(
    private readonly find: FindCriteria,
    private readonly put: PutCriterion,
  ) {}

  @GrpcMethod('JudgingService', 'listCriteria')
  async listCriteria(): Promise<judgingV1.ListCriteriaResponse> {
    return { criteria: (await this.find.all()).map(toMessage) };
  }

  @GrpcMethod('JudgingService', 'getCriterion')
  async getCriterion({
    name,
    version,
  }: judgingV1.GetCriterionRequest): Promise<judgingV1.GetCriterionResponse> {
    return { criterion: toMessage(await this.find.one(name, version === 0 ? undefined : version)) };
  }

  @GrpcMethod('JudgingService', 'putCriterion')
  async putCriterion({
    criterion,
  }: judgingV1.PutCriterionRequest): Promise<judgingV1.PutCriterionResponse> {
    const { name = '', description = '', levels = [], needsReference = false } = criterion ?? {};
    const draft = { name, description, levels, needsReference, steps: [] };
    return { criterion: toMessage(await this.put.execute(draft)) };
  }
}

const toMessage = (criterion: Criterion): judgingV1.Criterion => ({
  name: criterion.name,
  version: criterion.version,
  description: criterion.description,
  levels: [...criterion.levels],
  needsReference: criterion.needsReference,
});
