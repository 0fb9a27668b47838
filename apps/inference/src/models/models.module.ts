import { Module } from '@nestjs/common';
import { ModelCatalog } from './application/model-catalog.js';
import { FileReader, ModelRepository } from './application/ports.js';
import { RegisterAdapter } from './application/register-adapter.js';
import { RegisterServedAdapter } from './application/register-served-adapter.js';
import { RegisterModel } from './application/register-model.js';
import { DiskFileReader } from './infrastructure/disk-file-reader.js';
import { TypeOrmModelRepository } from './infrastructure/typeorm-model.repository.js';
import { ModelsGrpcController } from './transport/models.grpc.controller.js';

/** The registry of models. Its `LocalModels` come from whoever assembles the service. */
@Module({
  controllers: [ModelsGrpcController],
  providers: [
    ModelCatalog,
    RegisterModel,
    RegisterAdapter,
    RegisterServedAdapter,
    { provide: ModelRepository, useClass: TypeOrmModelRepository },
    { provide: FileReader, useClass: DiskFileReader },
  ],
  exports: [ModelCatalog, RegisterModel, RegisterAdapter],
})
export class ModelsModule {}
