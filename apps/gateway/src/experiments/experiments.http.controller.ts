import { ExperimentsClient } from '@equipoise/platform';
import { Controller, Get, Headers, HttpCode, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiHeader, ApiTags } from '@nestjs/swagger';
import type { experimentsV1 } from '@equipoise/contracts';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { pageOf, pageQuery } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';
import { writeEvents } from '../server-events.js';
import { experimentOf, experimentResponse, planResponse } from './experiment.response.js';
import { specJson } from './spec-body.js';

/** Longest time one event stream stays open; clients reconnect by themselves. */
const WATCH_DEADLINE_MS = 24 * 3600_000;

const createQuery = z.object({
  dryRun: z
    .enum(['true', 'false'])
    .default('false')
    .describe('true: answer with the plan and store nothing.'),
});
type ExperimentView = ReturnType<typeof experimentOf>;

@ApiTags('experiments')
@Controller('v1/experiments')
export class ExperimentsHttpController {
  constructor(private readonly experiments: ExperimentsClient) {}

  @Post()
  @ApiConsumes('application/json', 'application/yaml')
  @ApiHeader({
    name: 'Idempotency-Key',
    required: false,
    description: 'The same key with the same spec gives the same experiment back.',
  })
  @Describe({
    summary: 'Start an experiment, or plan it with `dryRun=true`',
    description:
      '202 with the experiment and its `Location`; 200 with the plan (`dryRun`), or with the ' +
      'experiment that the idempotency key named before.',
    query: createQuery,
    body: { schema: z.looseObject({ apiVersion: z.string(), kind: z.string() }) },
    answers: { status: 202, schema: experimentResponse },
    orAnswers: { status: 200, schema: planResponse },
  })
  async create(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Headers('idempotency-key') idempotencyKey = '',
  ): Promise<ExperimentView | experimentsV1.Plan> {
    const { dryRun } = parseRequest(createQuery, request.query);
    const spec = specJson(request.body);
    if (dryRun === 'true') return this.plan(spec, reply);
    const { experiment, created } = await this.experiments.call('createExperiment', {
      specJson: spec,
      idempotencyKey,
    });
    const view = experimentOf(experiment);
    void reply.code(created ? 202 : 200).header('location', `/v1/experiments/${view.experimentId}`);
    return view;
  }

  private async plan(spec: string, reply: FastifyReply): Promise<experimentsV1.Plan> {
    const { plan } = await this.experiments.call('planExperiment', { specJson: spec });
    if (!plan) throw new Error('experiments answered without a plan');
    void reply.code(200);
    return plan;
  }

  @Get()
  @Describe({
    summary: 'List experiments, newest first',
    query: pageQuery,
    answers: { status: 200, schema: pageOf(experimentResponse) },
  })
  async list(
    @Query() query: unknown,
  ): Promise<{ items: readonly ExperimentView[]; nextCursor: string }> {
    const page = parseRequest(pageQuery, query);
    const { experiments, nextCursor } = await this.experiments.call('listExperiments', page);
    return { items: experiments.map(experimentOf), nextCursor };
  }

  @Get(':id')
  @Describe({
    summary: 'One experiment with progress and cells',
    answers: { status: 200, schema: experimentResponse },
  })
  async get(@Param('id') experimentId: string): Promise<ExperimentView> {
    return experimentOf(
      (await this.experiments.call('getExperiment', { experimentId })).experiment,
    );
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @Describe({
    summary: 'Cancel an experiment',
    description: 'What is queued is void, what is in flight is stopped; stored answers stay.',
    answers: { status: 202, schema: experimentResponse },
  })
  async cancel(@Param('id') experimentId: string): Promise<ExperimentView> {
    return experimentOf(
      (await this.experiments.call('cancelExperiment', { experimentId })).experiment,
    );
  }

  @Get(':id/events')
  @ApiHeader({ name: 'Last-Event-ID', required: false })
  @Describe({
    summary: 'Follow an experiment by server-sent events',
    description:
      'Event types: status, progress, warning, guard, cell, verdicts. Ends with the experiment.',
    answers: { status: 200, schema: z.string(), type: 'text/event-stream' },
  })
  async events(
    @Param('id') experimentId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // Asked first, so that an unknown experiment is a 404 and not an empty stream.
    await this.experiments.call('getExperiment', { experimentId });
    const gone = new AbortController();
    reply.raw.once('close', () => {
      gone.abort();
    });
    await writeEvents(reply, this.watch(experimentId, Number(lastEventId) || 0, gone.signal));
  }

  private async *watch(
    experimentId: string,
    afterEventId: number,
    signal: AbortSignal,
  ): AsyncGenerator<experimentsV1.WatchExperimentResponse> {
    const events = this.experiments.stream(
      'watchExperiment',
      { experimentId, afterEventId },
      { deadlineMs: WATCH_DEADLINE_MS, signal },
    );
    try {
      yield* events;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
  }
}
