import { JudgingClient } from '@equipoise/platform';
import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { pageOf } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';

const putCriterionRequest = z.strictObject({
  description: z.string().min(1).describe('What is judged, one or two sentences.'),
  levels: z.array(z.string().min(1)).length(5).describe('What scores 1 to 5 mean, in this order.'),
  needsReference: z.boolean().default(true),
});

const criterionResponse = z.object({
  name: z.string(),
  version: z.int(),
  description: z.string(),
  levels: z.array(z.string()),
  needsReference: z.boolean(),
});
type CriterionResponse = z.output<typeof criterionResponse>;

@ApiTags('criteria')
@Controller('v1/criteria')
export class CriteriaHttpController {
  constructor(private readonly judging: JudgingClient) {}

  @Get()
  @Describe({
    summary: 'Newest version of every criterion',
    answers: { status: 200, schema: pageOf(criterionResponse) },
  })
  async list(): Promise<{ items: readonly CriterionResponse[]; nextCursor: string }> {
    const { criteria } = await this.judging.call('listCriteria', {});
    return { items: criteria, nextCursor: '' };
  }

  @Get(':name')
  @Describe({ summary: 'One criterion', answers: { status: 200, schema: criterionResponse } })
  async get(@Param('name') name: string): Promise<CriterionResponse> {
    return found((await this.judging.call('getCriterion', { name, version: 0 })).criterion);
  }

  @Put(':name')
  @Describe({
    summary: 'Add a criterion, or a new version of one when the text differs',
    body: { schema: putCriterionRequest },
    answers: { status: 200, schema: criterionResponse },
  })
  async put(@Param('name') name: string, @Body() body: unknown): Promise<CriterionResponse> {
    const criterion = { ...parseRequest(putCriterionRequest, body), name, version: 0 };
    return found((await this.judging.call('putCriterion', { criterion })).criterion);
  }
}

function found(criterion: CriterionResponse | undefined): CriterionResponse {
  if (!criterion) throw new Error('judging answered without a criterion');
  return criterion;
}
