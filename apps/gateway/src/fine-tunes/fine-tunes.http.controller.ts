import { randomUUID } from 'node:crypto';
import { contentId } from '@equipoise/kernel';
import { RetrievalClient, TrainingClient } from '@equipoise/platform';
import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { trainingV1 } from '@equipoise/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { pageOf, pageQuery } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';
import { fineTuneRequest, toOrder } from './fine-tune.request.js';
import {
  type AskedFineTune,
  askedFineTuneResponse,
  fineTuneOf,
  type FineTunePlan,
  fineTunePlanResponse,
  fineTuneResponse,
  type FineTuneResponse,
} from './fine-tune.response.js';

const createQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true: answer with place, time and cost, and make nothing.'),
});

/** Checks read all training questions, and the first one of a dataset all its documents. */
const CHECK_DEADLINE_MS = 600_000;

@ApiTags('fine-tunes')
@Controller('v1/fine-tunes')
export class FineTunesHttpController {
  constructor(
    private readonly training: TrainingClient,
    private readonly retrieval: RetrievalClient,
  ) {}

  @Post()
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key again asks for nothing new.',
  })
  @Describe({
    summary: 'Train an adapter, or plan it with `dryRun=true`',
    description:
      '202 with the fine-tune: an adapter that was trained on the same before is given at once. ' +
      '200 with the plan (`dryRun`).',
    query: createQuery,
    body: { schema: fineTuneRequest },
    answers: { status: 202, schema: askedFineTuneResponse },
    orAnswers: { status: 200, schema: fineTunePlanResponse },
  })
  async create(
    @Body() body: unknown,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') idempotencyKey?: string,
  ): Promise<AskedFineTune | FineTunePlan> {
    const { dryRun } = parseRequest(createQuery, query);
    const request = parseRequest(fineTuneRequest, body);
    const { dataset } = await this.retrieval.call('getDataset', { ref: request.dataset });
    if (!dataset) throw new Error('retrieval answered without a dataset');
    const order = toOrder(request, dataset.versionId);
    if (dryRun === 'true') {
      void reply.code(200);
      return this.plan(order);
    }
    const requestId = idempotencyKey ? contentId(['fine-tune', idempotencyKey]) : randomUUID();
    const call = { requestId, order };
    const { fineTune, warnings } = await this.training.call('createFineTune', call, {
      deadlineMs: CHECK_DEADLINE_MS,
    });
    const view = { ...fineTuneOf(fineTune), warnings };
    void reply.code(202).header('location', `/v1/fine-tunes/${view.fineTuneId}`);
    return view;
  }

  @Get()
  @Describe({
    summary: 'List fine-tunes, newest first',
    query: pageQuery,
    answers: { status: 200, schema: pageOf(fineTuneResponse) },
  })
  async list(
    @Query() query: unknown,
  ): Promise<{ items: readonly FineTuneResponse[]; nextCursor: string }> {
    const page = parseRequest(pageQuery, query);
    const { fineTunes, nextCursor } = await this.training.call('listFineTunes', page);
    return { items: fineTunes.map(fineTuneOf), nextCursor };
  }

  @Get(':id')
  @Describe({ summary: 'One fine-tune', answers: { status: 200, schema: fineTuneResponse } })
  async get(@Param('id') fineTuneId: string): Promise<FineTuneResponse> {
    return fineTuneOf((await this.training.call('getFineTune', { fineTuneId })).fineTune);
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @Describe({
    summary: 'Call off what users asked for',
    description:
      'The trainer writes a last checkpoint and ends, unless somebody else waits for the same ' +
      'adapter; asking for it again goes on from there.',
    answers: { status: 202, schema: fineTuneResponse },
  })
  async cancel(@Param('id') fineTuneId: string): Promise<FineTuneResponse> {
    return fineTuneOf((await this.training.call('cancelFineTune', { fineTuneId })).fineTune);
  }

  private async plan(order: trainingV1.FineTuneOrder): Promise<FineTunePlan> {
    const { choice, ...plan } = await this.training.call(
      'planFineTune',
      { order },
      { deadlineMs: CHECK_DEADLINE_MS },
    );
    return { ...plan, choice: choice ?? null };
  }
}
