import { TrainingClient } from '@equipoise/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { trainingV1 } from '@equipoise/contracts';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';

const poolResponse = z.object({
  name: z.string(),
  gpuType: z.string().describe('e.g. h100-80'),
  gpusPerNode: z.int(),
  maxGpusPerJob: z.int(),
  gpuMemoryGib: z.number(),
  usdPerGpuHour: z.number(),
  queue: z.string().describe('Kueue LocalQueue; empty for none.'),
  priorityClass: z.string(),
  nodeSelector: z.record(z.string(), z.string()),
  usable: z.boolean().describe('Whether jobs are placed there.'),
  findings: z
    .array(z.object({ severity: z.string().describe('blocking | warning'), message: z.string() }))
    .describe('What the cluster does not bear out.'),
  gpus: z.int().nullable().describe('Of all its nodes; null when they cannot be counted.'),
  quota: z.int().nullable().describe('Most GPUs that its queue gives at once; null for no limit.'),
});
const poolsResponse = z.object({ items: z.array(poolResponse) });

const backendResponse = z.object({ name: z.string(), available: z.boolean(), reason: z.string() });

@ApiTags('fine-tunes')
@Controller('v1')
export class PoolsHttpController {
  constructor(private readonly training: TrainingClient) {}

  @Get('pools')
  @Describe({
    summary: 'The GPU pools, and what the cluster says of them',
    description: 'Empty for back ends without pools.',
    answers: { status: 200, schema: poolsResponse },
  })
  async pools(): Promise<z.output<typeof poolsResponse>> {
    const { pools } = await this.training.call('listPools', {});
    return {
      items: pools.map((pool) => ({
        ...pool,
        gpus: pool.gpus ?? null,
        quota: pool.quota ?? null,
      })),
    };
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
