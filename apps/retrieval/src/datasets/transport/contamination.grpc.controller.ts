import type { retrievalV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { CheckContamination } from '../application/check-contamination.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class ContaminationGrpcController implements Pick<
  retrievalV1.RetrievalServiceController,
  'checkContamination'
> {
  constructor(private readonly check: CheckContamination) {}

  @GrpcMethod('RetrievalService', 'checkContamination')
  async checkContamination({
    datasetVersionId,
  }: retrievalV1.CheckContaminationRequest): Promise<retrievalV1.CheckContaminationResponse> {
    return { overlaps: [...(await this.check.execute(datasetVersionId))] };
  }
}
