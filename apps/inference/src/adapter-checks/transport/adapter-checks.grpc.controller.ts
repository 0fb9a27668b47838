import type { inferenceV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { CheckNamedAdapter } from '../application/check-named-adapter.js';

/** A local model may have to be loaded first; a caller that is gone has a deadline of its own. */
const CHECK_MS = 300_000;

@Controller()
@UseFilters(GrpcErrorFilter)
export class AdapterChecksGrpcController implements Pick<
  inferenceV1.InferenceServiceController,
  'checkAdapter'
> {
  constructor(private readonly check: CheckNamedAdapter) {}

  @GrpcMethod('InferenceService')
  async checkAdapter(
    request: inferenceV1.CheckAdapterRequest,
  ): Promise<inferenceV1.CheckAdapterResponse> {
    const signal = AbortSignal.timeout(CHECK_MS);
    const { largestChange, largestRepeat, ...check } = await this.check.execute(request, signal);
    return {
      ...check,
      largestChange: largestChange ?? undefined,
      largestRepeat: largestRepeat ?? undefined,
    };
  }
}
