import { ExperimentsClient } from '@equipoise/platform';
import { Controller, Get, Param, Post, Query, Req, Res } from '@nestjs/common';
import { ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { GatewayConfig } from '../gateway.config.js';
import { Describe } from '../openapi/describe.js';
import { pageOf, pageQuery } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';
import {
  importLabelsQuery,
  importLabelsResponse,
  type ImportLabelsResponse,
  labelResponse,
  type LabelResponse,
  templateQuery,
} from './label.response.js';
import { LABEL_TYPES, labelMessages } from './label-upload.js';

const CONTENT_TYPE = {
  csv: 'text/csv; charset=utf-8',
  jsonl: 'application/jsonl; charset=utf-8',
} as const;

/** What people say of an experiment's answers. */
@ApiTags('labels')
@Controller('v1/experiments/:id/labels')
export class LabelsHttpController {
  constructor(
    private readonly experiments: ExperimentsClient,
    private readonly config: GatewayConfig,
  ) {}

  @Post()
  @ApiConsumes(...LABEL_TYPES)
  @Describe({
    summary: 'Import labels by people',
    description:
      'CSV with a header, or one JSON object a line: `answer` (id), `criterion`, `rater` (any name), ' +
      '`score` (1 to 5; a row without one is left out). `question`, `reference` and `text` of the ' +
      'template are ignored. All or nothing; labels that are there already change nothing. 202 when the ' +
      'analysis is being made again, else 200.',
    query: importLabelsQuery,
    body: { schema: z.string() },
    answers: { status: 202, schema: importLabelsResponse },
    orAnswers: { status: 200, schema: importLabelsResponse },
  })
  async importLabels(
    @Param('id') experimentId: string,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportLabelsResponse> {
    const { replace } = parseRequest(importLabelsQuery, request.query);
    const messages = labelMessages(request, { experimentId, replace: replace === 'true' });
    const imported = await this.experiments.upload('importLabels', messages, {
      deadlineMs: this.config.IMPORT_DEADLINE_MS,
    });
    void reply
      .code(imported.analysedAgain ? 202 : 200)
      .header('location', `/v1/experiments/${experimentId}/verdicts`);
    return imported;
  }

  @Get()
  @Describe({
    summary: 'Labels by answer, criterion and rater',
    query: pageQuery,
    answers: { status: 200, schema: pageOf(labelResponse) },
  })
  async list(
    @Param('id') experimentId: string,
    @Query() query: unknown,
  ): Promise<{ items: readonly LabelResponse[]; nextCursor: string }> {
    const { labels, nextCursor } = await this.experiments.call('listLabels', {
      ...parseRequest(pageQuery, query),
      experimentId,
    });
    return { items: labels, nextCursor };
  }

  @Get('template')
  @Describe({
    summary: 'A file for people to fill in',
    description:
      'All answers to questions drawn by seed, in random order and blind to the arm, each once for ' +
      'every criterion, with question, reference and empty columns `rater` and `score`.',
    query: templateQuery,
    answers: { status: 200, schema: z.string(), type: 'text/csv' },
  })
  async template(
    @Param('id') experimentId: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { unlabelled, ...request } = parseRequest(templateQuery, query);
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of this.experiments.stream('getLabelTemplate', {
      ...request,
      experimentId,
      unlabelled: unlabelled === 'true',
    })) {
      pieces.push(bytes);
    }
    void reply.header('content-type', CONTENT_TYPE[request.format]);
    return Buffer.concat(pieces);
  }
}
