import { ExperimentsClient } from '@equipoise/platform';
import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Analysis, analysisSchema, type experimentsV1 } from '@equipoise/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { pageOf, pageQuery } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';
import {
  answerResponse,
  type JudgementResponse,
  judgementResponse,
} from './experiment.response.js';

const answersQuery = pageQuery.extend({
  cellId: z.string().default('').describe('Only answers of this cell.'),
});
const reportQuery = z.object({ format: z.enum(['html', 'markdown', 'json']).default('html') });

const CONTENT_TYPE = {
  html: 'text/html; charset=utf-8',
  markdown: 'text/markdown; charset=utf-8',
  json: 'application/json; charset=utf-8',
} as const;

/** What an experiment has found. */
@ApiTags('experiments')
@Controller('v1/experiments/:id')
export class ResultsHttpController {
  constructor(private readonly experiments: ExperimentsClient) {}

  @Get('answers')
  @Describe({
    summary: 'Answers with question, references, passages and mean scores',
    query: answersQuery,
    answers: { status: 200, schema: pageOf(answerResponse) },
  })
  async answers(
    @Param('id') experimentId: string,
    @Query() query: unknown,
  ): Promise<{ items: readonly experimentsV1.AnswerRow[]; nextCursor: string }> {
    const { answers, nextCursor } = await this.experiments.call('listAnswers', {
      ...parseRequest(answersQuery, query),
      experimentId,
    });
    return { items: answers, nextCursor };
  }

  @Get('judgements')
  @Describe({
    summary: 'Single judgements',
    query: pageQuery,
    answers: { status: 200, schema: pageOf(judgementResponse) },
  })
  async judgements(
    @Param('id') experimentId: string,
    @Query() query: unknown,
  ): Promise<{ items: readonly JudgementResponse[]; nextCursor: string }> {
    const { judgements, nextCursor } = await this.experiments.call('listJudgements', {
      ...parseRequest(pageQuery, query),
      experimentId,
    });
    return {
      items: judgements.map((judgement) => ({ ...judgement, score: judgement.score ?? null })),
      nextCursor,
    };
  }

  @Get('verdicts')
  @Describe({
    summary: 'The analysis: every contrast with its verdict',
    answers: { status: 200, schema: analysisSchema },
  })
  async verdicts(@Param('id') experimentId: string): Promise<Analysis> {
    const { analysisJson } = await this.experiments.call('getAnalysis', { experimentId });
    return JSON.parse(analysisJson) as Analysis;
  }

  @Get('report')
  @Describe({
    summary: 'The report',
    query: reportQuery,
    answers: { status: 200, schema: z.string(), type: 'text/html' },
  })
  async report(
    @Param('id') experimentId: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { format } = parseRequest(reportQuery, query);
    const pieces: Uint8Array[] = [];
    for await (const { bytes } of this.experiments.stream('getReport', { experimentId, format })) {
      pieces.push(bytes);
    }
    void reply.header('content-type', CONTENT_TYPE[format]);
    return Buffer.concat(pieces);
  }
}
