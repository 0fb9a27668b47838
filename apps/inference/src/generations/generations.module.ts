import { Module } from '@nestjs/common';
import { ModelsModule } from '../models/index.js';
import { GenerateBatch } from './application/generate-batch.js';
import { GenerationRepository } from './application/ports.js';
import { TypeOrmGenerationRepository } from './infrastructure/typeorm-generation.repository.js';
import { GenerationsGrpcController } from './transport/generations.grpc.controller.js';

/** What was bought, and buying more. Its `ModelRuntimes` come from whoever assembles the service. */
@Module({
  imports: [ModelsModule],
  controllers: [GenerationsGrpcController],
  providers: [
    GenerateBatch,
    { provide: GenerationRepository, useClass: TypeOrmGenerationRepository },
  ],
  exports: [GenerateBatch, GenerationRepository],
})
export class GenerationsModule {}
