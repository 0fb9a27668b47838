import { sha256 } from '@equipoise/kernel';
import { Body, Controller, Headers, HttpCode, HttpException, Param, Post } from '@nestjs/common';
import { RunReports } from '../application/ports.js';
import { readPost } from '../application/trainer-post.js';

/** Takes what trainers on other machines post: Hugging Face's Trainer does so by itself. */
@Controller('v1/training-runs')
export class TrainingRunsHttpController {
  constructor(private readonly reports: RunReports) {}

  @Post(':run/progress')
  @HttpCode(200)
  async onProgress(
    @Param('run') run: string,
    @Headers('authorization') authorization: string | undefined,
    @Body() body: unknown,
  ): Promise<void> {
    const post = readPost(body);
    if (!post) throw new HttpException('no trainerStatus with metrics', 400);
    const token = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1] ?? '';
    if (!(await this.reports.add(run, sha256(token), post))) {
      throw new HttpException('no open run has this token', 401);
    }
  }
}
