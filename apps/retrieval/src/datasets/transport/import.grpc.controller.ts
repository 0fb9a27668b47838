import type { retrievalV1 } from '@equipoise/contracts';
import { toGrpcAnswer } from '@equipoise/platform';
import type { sendUnaryData } from '@grpc/grpc-js';
import { Controller, Logger } from '@nestjs/common';
import { GrpcStreamCall } from '@nestjs/microservices';
import { ImportDataset } from '../application/import-dataset.js';
import { toDatasetMessage } from './dataset-messages.js';
import { type ImportCall, openUpload } from './upload-stream.js';

/** Takes uploads. Reads the raw stream, because Nest's own would buffer a fast sender in memory. */
@Controller()
export class ImportGrpcController {
  private readonly logger = new Logger(ImportGrpcController.name);

  constructor(private readonly datasets: ImportDataset) {}

  /** Answers by `reply` in every case: a raw stream has no exception filter around it. */
  @GrpcStreamCall('RetrievalService', 'importDataset')
  async importDataset(
    call: ImportCall,
    reply: sendUnaryData<retrievalV1.ImportDatasetResponse>,
  ): Promise<void> {
    try {
      const { header, parts } = await openUpload(call);
      const { version, created } = await this.datasets.execute(header, parts);
      reply(null, { dataset: toDatasetMessage(version), created });
    } catch (error) {
      reply(toGrpcAnswer(error, this.logger));
    }
  }
}
