import { Injectable, Logger } from '@nestjs/common';
import { ResumeNotice } from '../application/resume-experiments.js';

@Injectable()
export class LoggedResumeNotice extends ResumeNotice {
  private readonly logger = new Logger(LoggedResumeNotice.name);

  override failed(experimentId: string, reason: string): void {
    this.logger.error({ msg: 'experiment could not be resumed', experimentId, reason });
  }
}
