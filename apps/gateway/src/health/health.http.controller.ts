import { ExperimentsClient, RetrievalClient } from '@equipoise/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';

/** For probes: `live` says that the process answers, `ready` that the services behind it do too. */
@ApiExcludeController()
@Controller('health')
export class HealthHttpController {
  constructor(
    private readonly experiments: ExperimentsClient,
    private readonly retrieval: RetrievalClient,
  ) {}

  @Get('live')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  /** @throws RemoteError (503) when a service does not answer */
  @Get('ready')
  async ready(): Promise<{ status: 'ok' }> {
    await Promise.all([
      this.experiments.call('listExperiments', { limit: 1, cursor: '' }, { deadlineMs: 3_000 }),
      this.retrieval.call('listDatasets', { limit: 1, cursor: '' }, { deadlineMs: 3_000 }),
    ]);
    return { status: 'ok' };
  }
}
