import { RetrievalClient } from '@equipoise/platform';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { GatewayConfig } from '../gateway.config.js';
import { Describe } from '../openapi/describe.js';
import { pageOf, pageQuery } from '../openapi/page.js';
import { InvalidRequestError, parseRequest } from '../problems/invalid-request.error.js';
import { datasetResponse, type DatasetResponse } from './dataset.response.js';
import { importFields, importMessages } from './upload.js';

@ApiTags('datasets')
@Controller('v1/datasets')
export class DatasetsHttpController {
  constructor(
    private readonly retrieval: RetrievalClient,
    private readonly config: GatewayConfig,
  ) {}

  @Post()
  @ApiConsumes('multipart/form-data')
  @Describe({
    summary: 'Import a dataset version',
    description:
      'Multipart: the fields first, then each file as a part named after its role, which depends on ' +
      'the format (`documents` and `questions` for `jsonl`). 201 for a new version; 200 when this ' +
      'content was imported before.',
    body: { schema: importFields },
    answers: { status: 201, schema: datasetResponse },
  })
  async importDataset(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<DatasetResponse> {
    if (!request.isMultipart()) {
      throw new InvalidRequestError('the body must be multipart/form-data');
    }
    const { dataset, created } = await this.retrieval.upload(
      'importDataset',
      importMessages(request.parts()),
      { deadlineMs: this.config.IMPORT_DEADLINE_MS },
    );
    if (!dataset) throw new Error('retrieval answered without a dataset');
    void reply.code(created ? 201 : 200).header('location', `/v1/datasets/${dataset.versionId}`);
    return dataset;
  }

  @Get()
  @Describe({
    summary: 'List dataset versions, newest first',
    query: pageQuery,
    answers: { status: 200, schema: pageOf(datasetResponse) },
  })
  async list(
    @Query() query: unknown,
  ): Promise<{ items: readonly DatasetResponse[]; nextCursor: string }> {
    const page = parseRequest(pageQuery, query);
    const { datasets, nextCursor } = await this.retrieval.call('listDatasets', page);
    return { items: datasets, nextCursor };
  }

  @Get(':ref')
  @Describe({
    summary: 'One dataset version',
    description: 'By name (newest), `name@v3` or version id.',
    answers: { status: 200, schema: datasetResponse },
  })
  async get(@Param('ref') ref: string): Promise<DatasetResponse> {
    const { dataset } = await this.retrieval.call('getDataset', { ref });
    if (!dataset) throw new Error('retrieval answered without a dataset');
    return dataset;
  }
}
