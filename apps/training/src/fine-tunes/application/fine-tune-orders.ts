import { Injectable } from '@nestjs/common';
import { type IdentifiedFineTune, IdentifyFineTune } from './identify-fine-tune.js';
import type { FineTuneInHand, TrainingOrder } from './ports.js';
import { ReadTrainingExamples } from './read-training-examples.js';

/** What a fine-tune in hand is about: the same whenever it is asked. */
@Injectable()
export class FineTuneOrders {
  constructor(
    private readonly identify: IdentifyFineTune,
    private readonly examples: ReadTrainingExamples,
  ) {}

  /** @throws RemoteError, BaseNotTrainableError */
  async identified(
    { id, spec }: Pick<FineTuneInHand, 'id' | 'spec'>,
    signal: AbortSignal,
  ): Promise<IdentifiedFineTune> {
    return { ...(await this.identify.execute(spec, signal)), fineTuneId: id, spec };
  }

  /** @throws as `identified` and `ReadTrainingExamples` */
  async order(identified: IdentifiedFineTune, signal: AbortSignal): Promise<TrainingOrder> {
    return { ...identified, examples: await this.examples.execute(identified.spec, signal) };
  }
}
