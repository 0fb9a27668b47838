import type { experimentsV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, type OnModuleDestroy, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { Observable } from 'rxjs';
import { WatchExperiment } from '../application/watch-experiment.js';
import { WatchInterruptedError } from '../domain/experiments.errors.js';

@Controller()
@UseFilters(GrpcErrorFilter)
export class WatchGrpcController
  implements Pick<experimentsV1.ExperimentsServiceController, 'watchExperiment'>, OnModuleDestroy
{
  private readonly stopping = new AbortController();

  constructor(private readonly watch: WatchExperiment) {}

  /** Open streams would keep the server from closing. */
  onModuleDestroy(): void {
    this.stopping.abort();
  }

  @GrpcMethod('ExperimentsService')
  watchExperiment(
    request: experimentsV1.WatchExperimentRequest,
  ): Observable<experimentsV1.WatchExperimentResponse> {
    return new Observable((subscriber) => {
      const left = new AbortController();
      const signal = AbortSignal.any([left.signal, this.stopping.signal]);
      this.pump(request, signal, (message) => {
        subscriber.next(message);
      }).then(
        () => {
          subscriber.complete();
        },
        (error: unknown) => {
          subscriber.error(error);
        },
      );
      return () => {
        left.abort();
      };
    });
  }

  private async pump(
    { experimentId, afterEventId }: experimentsV1.WatchExperimentRequest,
    signal: AbortSignal,
    send: (message: experimentsV1.WatchExperimentResponse) => void,
  ): Promise<void> {
    let last = afterEventId;
    for await (const { id, type, data, occurredAt } of this.watch.execute(
      experimentId,
      afterEventId,
      signal,
    )) {
      last = id;
      send({
        eventId: id,
        type,
        dataJson: JSON.stringify(data),
        occurredAt: occurredAt.toISOString(),
      });
    }
    if (this.stopping.signal.aborted) throw new WatchInterruptedError(last);
  }
}
