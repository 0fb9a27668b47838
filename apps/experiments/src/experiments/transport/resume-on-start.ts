import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { ResumeExperiments } from '../application/resume-experiments.js';

@Injectable()
export class ResumeOnStart implements OnApplicationBootstrap {
  constructor(private readonly resume: ResumeExperiments) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.resume.execute();
  }
}
