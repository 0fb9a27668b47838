import { setTimeout as sleep } from 'node:timers/promises';
import { TrainingClient } from '@equipoise/platform';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { trainingV1 } from '@equipoise/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { parseRequest } from '../problems/invalid-request.error.js';
import { type ServerEvent, writeEvents } from '../server-events.js';
import { fineTuneOf, logsResponse, lossesResponse } from './fine-tune.response.js';

/** Time between two looks at a fine-tune that is followed. */
const LOOK_MS = 1_000;
const ENDED = new Set(['succeeded', 'failed', 'cancelled']);

const logsQuery = z.object({
  lines: z.coerce.number().int().min(1).max(10_000).default(200).describe('At most so many.'),
});

/** How a fine-tune is coming along. */
@ApiTags('fine-tunes')
@Controller('v1/fine-tunes/:id')
export class FineTuneWatchHttpController {
  constructor(private readonly training: TrainingClient) {}

  @Get('events')
  @Describe({
    summary: 'Follow a fine-tune by server-sent events',
    description:
      'Event type `fine-tune`: all of it, whenever something has changed. Ends with the fine-tune.',
    answers: { status: 200, schema: z.string(), type: 'text/event-stream' },
  })
  async events(@Param('id') fineTuneId: string, @Res() reply: FastifyReply): Promise<void> {
    // Asked first, so that an unknown fine-tune is a 404 and not an empty stream.
    await this.training.call('getFineTune', { fineTuneId });
    const gone = new AbortController();
    reply.raw.once('close', () => {
      gone.abort();
    });
    await writeEvents(reply, this.changes(fineTuneId, gone.signal));
  }

  @Get('losses')
  @Describe({
    summary: 'The training loss, step by step',
    answers: { status: 200, schema: lossesResponse },
  })
  async losses(@Param('id') fineTuneId: string): Promise<z.output<typeof lossesResponse>> {
    const { points } = await this.training.call('getLosses', { fineTuneId });
    return {
      points: points.map(({ learningRate, ...point }) => ({
        ...point,
        learningRate: learningRate ?? null,
      })),
    };
  }

  @Get('logs')
  @Describe({
    summary: 'The last lines that its trainer wrote',
    query: logsQuery,
    answers: { status: 200, schema: logsResponse },
  })
  async logs(
    @Param('id') fineTuneId: string,
    @Query() query: unknown,
  ): Promise<trainingV1.GetLogsResponse> {
    const { lines } = parseRequest(logsQuery, query);
    return this.training.call('getLogs', { fineTuneId, lines });
  }

  private async *changes(fineTuneId: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
    let last = '';
    for (let eventId = 1; !signal.aborted;) {
      const { fineTune } = await this.training.call('getFineTune', { fineTuneId });
      const view = fineTuneOf(fineTune);
      const dataJson = JSON.stringify(view);
      if (dataJson !== last) {
        yield { eventId, type: 'fine-tune', dataJson };
        eventId += 1;
        last = dataJson;
      }
      if (ENDED.has(view.status)) return;
      await sleep(LOOK_MS, undefined, { signal }).catch(() => undefined); // the client has gone
    }
  }
}
