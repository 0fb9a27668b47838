import { Injectable } from '@nestjs/common';
import { IdentifyFineTune } from './identify-fine-tune.js';
import { FineTuneRepository, FineTuneRequestHandler, type HandleRequestCommand } from './ports.js';

/** Notes a request; whoever looks after the runs of a detached back end answers it. */
@Injectable()
export class QueueFineTune extends FineTuneRequestHandler {
  constructor(
    private readonly identify: IdentifyFineTune,
    private readonly repository: FineTuneRepository,
  ) {
    super();
  }

  override async execute({ request, signal, commit }: HandleRequestCommand): Promise<void> {
    const { fineTuneId: id, spec, backend } = await this.identify.execute(request, signal);
    await commit(() => this.repository.enter(request, { id, spec, backend }));
  }
}
