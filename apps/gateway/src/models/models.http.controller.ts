import { InferenceClient, RetrievalClient } from '@equipoise/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { z } from 'zod';
import { Describe } from '../openapi/describe.js';
import { pageOf } from '../openapi/page.js';
import { parseRequest } from '../problems/invalid-request.error.js';
import {
  checkAdapterRequest,
  checkAdapterResponse,
  type ModelResponse,
  modelResponse,
  registerAdapterRequest,
  registerModelRequest,
} from './model.response.js';

/** Questions that base and adapter are asked. */
const PROBES = 4;
/** A local model may have to be loaded first. */
const CHECK_DEADLINE_MS = 300_000;

@ApiTags('models')
@Controller('v1')
export class ModelsHttpController {
  constructor(
    private readonly inference: InferenceClient,
    private readonly retrieval: RetrievalClient,
  ) {}

  @Get('models')
  @Describe({
    summary: 'List the models: local ones, endpoints and adapters',
    answers: { status: 200, schema: pageOf(modelResponse) },
  })
  async list(): Promise<{ items: readonly ModelResponse[]; nextCursor: string }> {
    const { models } = await this.inference.call('listModels', {});
    return { items: models, nextCursor: '' };
  }

  @Get('models/:name')
  @Describe({ summary: 'One model', answers: { status: 200, schema: modelResponse } })
  async get(@Param('name') name: string): Promise<ModelResponse> {
    return found((await this.inference.call('getModel', { name })).model);
  }

  @Put('models/:name')
  @Describe({
    summary: 'Add or replace a model behind an OpenAI-compatible endpoint',
    body: { schema: registerModelRequest },
    answers: { status: 200, schema: modelResponse },
  })
  async register(@Param('name') name: string, @Body() body: unknown): Promise<ModelResponse> {
    const model = {
      ...parseRequest(registerModelRequest, body),
      name,
      provider: 'openai',
      fingerprint: '',
      status: '',
      licence: '',
      sizeBytes: 0,
    };
    return found((await this.inference.call('registerModel', { model })).model);
  }

  @Get('adapters')
  @Describe({
    summary: 'List adapters: models that were tuned from a registered one',
    answers: { status: 200, schema: z.object({ items: z.array(modelResponse) }) },
  })
  async adapters(): Promise<{ items: readonly ModelResponse[] }> {
    const { models } = await this.inference.call('listModels', {});
    return { items: models.filter(({ base }) => base !== '') };
  }

  @Post('adapters')
  @HttpCode(200)
  @Describe({
    summary: 'Make an adapter usable as a model of its own',
    description: 'Registering the same adapter again changes nothing.',
    body: { schema: registerAdapterRequest },
    answers: { status: 200, schema: modelResponse },
  })
  async registerAdapter(@Body() body: unknown): Promise<ModelResponse> {
    const adapter = parseRequest(registerAdapterRequest, body);
    return found((await this.inference.call('registerAdapter', adapter)).model);
  }

  @Post('adapters/:name/check')
  @HttpCode(200)
  @Describe({
    summary: 'Compare an adapter with its base on a few questions of a dataset',
    description:
      'Whether it is really in use: what it answers must differ from what its base does.',
    body: { schema: checkAdapterRequest },
    answers: { status: 200, schema: checkAdapterResponse },
  })
  async checkAdapter(
    @Param('name') name: string,
    @Body() body: unknown,
  ): Promise<z.output<typeof checkAdapterResponse>> {
    const { dataset: ref } = parseRequest(checkAdapterRequest, body);
    const { dataset } = await this.retrieval.call('getDataset', { ref });
    const datasetVersionId = dataset?.versionId ?? '';
    const { questions } = await this.retrieval.call('listQuestions', {
      datasetVersionId,
      split: 'test',
    });
    const questionIds = questions.slice(0, PROBES).map(({ questionId }) => questionId);
    const check = await this.inference.call(
      'checkAdapter',
      { name, datasetVersionId, questionIds },
      { deadlineMs: CHECK_DEADLINE_MS },
    );
    const { largestChange = null, largestRepeat = null } = check;
    return { ...check, largestChange, largestRepeat };
  }
}

function found(model: ModelResponse | undefined): ModelResponse {
  if (!model) throw new Error('inference answered without a model');
  return model;
}
