import type { experimentsV1 } from '@equipoise/contracts';
import { toGrpcAnswer } from '@equipoise/platform';
import type { sendUnaryData } from '@grpc/grpc-js';
import { Controller, Logger } from '@nestjs/common';
import { GrpcStreamCall } from '@nestjs/microservices';
import { ImportLabels } from '../application/import-labels.js';
import { labelFormat } from './label-format.js';
import { labelRows } from './label-rows.js';
import { type LabelUploadCall, openLabelUpload } from './label-upload.js';

/** Takes uploads. Reads the raw stream, because Nest's own would buffer a fast sender in memory. */
@Controller()
export class LabelUploadsGrpcController {
  private readonly logger = new Logger(LabelUploadsGrpcController.name);

  constructor(private readonly labels: ImportLabels) {}

  /** Answers by `reply` in every case: a raw stream has no exception filter around it. */
  @GrpcStreamCall('ExperimentsService', 'importLabels')
  async importLabels(
    call: LabelUploadCall,
    reply: sendUnaryData<experimentsV1.ImportLabelsResponse>,
  ): Promise<void> {
    try {
      const { header, bytes } = await openLabelUpload(call);
      const rows = labelRows(labelFormat(header.format), bytes);
      const { isAnalysedAgain, ...counts } = await this.labels.execute(header, rows);
      reply(null, { ...counts, analysedAgain: isAnalysedAgain });
    } catch (error) {
      reply(toGrpcAnswer(error, this.logger));
    }
  }
}
