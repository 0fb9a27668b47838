import { TrainingClient } from '@equipoise/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { trainingV1 } from '@equipoise/contracts';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { pageOf, pageQuery } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';

const fineTuneResponse = z.object({
  fineTuneId: z.string(),
  base: z.string(),
  method: z.string(),
  datasetVersionId: z.string(),
  trainSize: z.int(),
  seed: z.int(),
  trainingFormat: z.string(),
  status: z
    .string()
    .describe('queued | preparing | running | converting | succeeded | failed | cancelled'),
  reason: z.string(),
  progress: z.number().describe('[0, 1]'),
  step: z.int(),
  totalSteps: z.int(),
  loss: z.number().nullable().describe('Newest training loss, nats per token.'),
  etaSeconds: z.int(),
  attempt: z.int(),
  adapterModel: z.string(),
  adapterDigest: z.string(),
  backend: z.string(),
  wallSeconds: z.number(),
  provenance: z.unknown().describe('Config, versions, data hash, base digest, metrics.'),
});
type FineTuneResponse = z.output<typeof fineTuneResponse>;

const backendResponse = z.object({ name: z.string(), available: z.boolean(), reason: z.string() });

@ApiTags('fine-tunes')
@Controller('v1')
export class FineTunesHttpController {
  constructor(private readonly training: TrainingClient) {}

  @Get('fine-tunes')
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

  @Get('fine-tunes/:id')
  @Describe({ summary: 'One fine-tune', answers: { status: 200, schema: fineTuneResponse } })
  async get(@Param('id') fineTuneId: string): Promise<FineTuneResponse> {
    const { fineTune } = await this.training.call('getFineTune', { fineTuneId });
    if (!fineTune) throw new Error('training answered without a fine-tune');
    return fineTuneOf(fineTune);
  }

  @Get('training-backend')
  @Describe({
    summary: 'Whether this installation can train, and what is missing if it cannot',
    answers: { status: 200, schema: backendResponse },
  })
  backend(): Promise<trainingV1.GetBackendResponse> {
    return this.training.call('getBackend', {});
  }
}

function fineTuneOf({ provenanceJson, loss, ...rest }: trainingV1.FineTune): FineTuneResponse {
  return {
    ...rest,
    loss: loss ?? null,
    provenance: provenanceJson ? (JSON.parse(provenanceJson) as unknown) : null,
  };
}
