import { reasonOf } from '@equipoise/kernel';
import {
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnModuleDestroy,
} from '@nestjs/common';
import { LookAfterRuns } from '../application/look-after-runs.js';

/** Begins to look after detached runs when the service starts, and ends with it; the runs go on. */
@Injectable()
export class RunsKeeper implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(RunsKeeper.name);
  private readonly stopping = new AbortController();
  private keeping: Promise<void> = Promise.resolve();

  constructor(private readonly lookAfterRuns: LookAfterRuns) {}

  onApplicationBootstrap(): void {
    this.keeping = this.lookAfterRuns.execute(this.stopping.signal).catch((error: unknown) => {
      this.logger.error({ msg: 'runs are no longer looked after', reason: reasonOf(error) });
    });
  }

  async onModuleDestroy(): Promise<void> {
    this.stopping.abort(new Error('the service is stopping'));
    await this.keeping;
  }
}
