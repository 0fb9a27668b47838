import { fineTuneRequested } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { Database, EventPublisher } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import {
  FineTuneRepository,
  type FineTuneRequest,
  FineTuneRequests,
  type WaitingRequester,
} from '../../application/ports.js';
import type { FineTuneSpec } from '../../domain/fine-tune.js';

@Injectable()
export class DatabaseFineTuneRequests extends FineTuneRequests {
  constructor(
    private readonly database: Database,
    private readonly repository: FineTuneRepository,
    private readonly publisher: EventPublisher,
  ) {
    super();
  }

  override async add(
    { experimentId, ...request }: FineTuneRequest,
    fineTune: { readonly id: string; readonly spec: FineTuneSpec; readonly backend: string },
  ): Promise<string> {
    return this.database.transaction(async (manager) => {
      await this.repository.enter({ ...request, experimentId }, fineTune);
      const id = contentId([fineTuneRequested.topic, request.requestId]);
      await this.publisher.publish(fineTuneRequested, experimentId, request, id);
      const [row]: { id: string }[] = await manager.query(
        'SELECT fine_tune_id AS id FROM fine_tune_requests WHERE request_id = $1',
        [request.requestId],
      );
      return row?.id ?? fineTune.id;
    });
  }

  override async waitingFor(fineTuneId: string): Promise<WaitingRequester[]> {
    return this.database.manager.query(
      `SELECT request_id AS "requestId", experiment_id AS "experimentId", placement
       FROM fine_tune_requests WHERE fine_tune_id = $1 AND status = 'waiting'
       ORDER BY created_at, request_id`,
      [fineTuneId],
    );
  }
}
