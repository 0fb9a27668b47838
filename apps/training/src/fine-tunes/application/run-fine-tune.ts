import { Injectable } from '@nestjs/common';
import { FineTuneCancelledError } from '../domain/fine-tunes.errors.js';
import { IdentifyFineTune } from './identify-fine-tune.js';
import { MakeAdapter } from './make-adapter.js';
import {
  FineTuneJournal,
  FineTuneRepository,
  FineTuneRequestHandler,
  type HandleRequestCommand,
} from './ports.js';
import { RegisterAdapter } from './register-adapter.js';

/** Answers a request with an adapter while it is waited for: the one there is, or a new one. */
@Injectable()
export class RunFineTune extends FineTuneRequestHandler {
  constructor(
    private readonly identify: IdentifyFineTune,
    private readonly repository: FineTuneRepository,
    private readonly journal: FineTuneJournal,
    private readonly makeAdapter: MakeAdapter,
    private readonly registerAdapter: RegisterAdapter,
  ) {
    super();
  }

  override async execute({ request, signal, commit }: HandleRequestCommand): Promise<void> {
    const identified = await this.identify.execute(request, signal);
    const { fineTuneId: id, spec, backend } = identified;
    await this.repository.enter(request, { id, spec, backend });
    await this.identify.requireTrainable(identified, request.placement ?? {});
    try {
      await this.makeAdapter.execute({ ...identified, request }, signal, async (made) => {
        const unnamed = made.reused ?? made.trained;
        const adapter = await this.registerAdapter.execute(identified, unnamed, signal);
        await commit(async () => {
          const wallSeconds = made.trained
            ? await this.repository.setSucceeded(id, adapter, made)
            : 0;
          await this.journal.ready(request, id, adapter, { wallSeconds, reused: !made.trained });
        });
      });
    } catch (error) {
      if (!(error instanceof FineTuneCancelledError)) throw error;
      await commit(() => this.repository.setEnded(request.requestId, 'cancelled', error.message));
    }
  }
}
