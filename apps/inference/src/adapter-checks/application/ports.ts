import type { AdapterChecked, Failure } from '@equipoise/contracts';

/** Facts that the experiment waits for; published in the transaction under way. */
export abstract class AdapterCheckEvents {
  abstract checked(experimentId: string, fact: AdapterChecked): Promise<void>;
  abstract failed(experimentId: string, checkId: string, failure: Failure): Promise<void>;
}
