import type { inferenceV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { ModelCatalog } from '../application/model-catalog.js';
import { RegisterAdapter } from '../application/register-adapter.js';
import { RegisterServedAdapter } from '../application/register-served-adapter.js';
import { RegisterModel } from '../application/register-model.js';
import { InvalidModelError } from '../domain/models.errors.js';
import { toModelMessage, toRemoteInput } from './model-messages.js';

type Contract = Pick<
  inferenceV1.InferenceServiceController,
  'getModel' | 'listModels' | 'registerModel' | 'registerAdapter'
>;

@Controller()
@UseFilters(GrpcErrorFilter)
export class ModelsGrpcController implements Contract {
  constructor(
    private readonly catalog: ModelCatalog,
    private readonly models: RegisterModel,
    private readonly adapters: RegisterAdapter,
    private readonly servedAdapters: RegisterServedAdapter,
  ) {}

  @GrpcMethod('InferenceService')
  async getModel({ name }: inferenceV1.GetModelRequest): Promise<inferenceV1.GetModelResponse> {
    return { model: toModelMessage(await this.catalog.get(name)) };
  }

  @GrpcMethod('InferenceService')
  async listModels(): Promise<inferenceV1.ListModelsResponse> {
    return { models: (await this.catalog.list()).map(toModelMessage) };
  }

  @GrpcMethod('InferenceService')
  async registerModel({
    model,
  }: inferenceV1.RegisterModelRequest): Promise<inferenceV1.RegisterModelResponse> {
    if (!model) throw new InvalidModelError([{ path: 'model', message: 'is missing' }]);
    return { model: toModelMessage(await this.models.execute(toRemoteInput(model))) };
  }

  @GrpcMethod('InferenceService')
  async registerAdapter(
    request: inferenceV1.RegisterAdapterRequest,
  ): Promise<inferenceV1.RegisterAdapterResponse> {
    const { format, path } = request;
    if (format === '' || format === 'gguf') {
      return { model: toModelMessage(await this.adapters.execute(request)) };
    }
    if (format !== 'peft' && format !== 'hosted') {
      const message = `"${format}" is none of gguf, peft, hosted`;
      throw new InvalidModelError([{ path: 'format', message }]);
    }
    const served = { ...request, format, remoteName: path } as const;
    return { model: toModelMessage(await this.servedAdapters.execute(served)) };
  }
}
