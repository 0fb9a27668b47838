import type { inferenceV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { Observable } from 'rxjs';
import { GenerateBatch } from '../application/generate-batch.js';
import { toCommand, toResult } from './generation-messages.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class GenerationsGrpcController implements Pick<
  inferenceV1.InferenceServiceController,
  'generate'
> {
  constructor(private readonly batches: GenerateBatch) {}

  /** A caller that goes away stops what it asked for. */
  @GrpcMethod('InferenceService')
  generate(request: inferenceV1.GenerateRequest): Observable<inferenceV1.GenerateResponse> {
    return new Observable((subscriber) => {
      const gone = new AbortController();
      const send = async (): Promise<void> => {
        for await (const outcomes of this.batches.execute(toCommand(request), gone.signal)) {
          subscriber.next({ results: outcomes.map(toResult) });
        }
        subscriber.complete();
      };
      send().catch((error: unknown) => {
        subscriber.error(error);
      });
      return () => {
        gone.abort();
      };
    });
  }
}
