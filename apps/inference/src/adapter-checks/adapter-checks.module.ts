import { type DynamicModule, Module } from '@nestjs/common';
import { GenerationsModule } from '../generations/index.js';
import { ModelsModule } from '../models/index.js';
import { AskProbes } from './application/ask-probes.js';
import { CheckNamedAdapter } from './application/check-named-adapter.js';
import { CheckAdapter } from './application/check-adapter.js';
import { AdapterCheckEvents } from './application/ports.js';
import { PublishedAdapterCheckEvents } from './infrastructure/published-adapter-check.events.js';
import { AdapterChecksGrpcController } from './transport/adapter-checks.grpc.controller.js';
import { AdapterChecksEvents } from './transport/adapter-checks.events.js';

/** Whether tuned models differ from their bases. */
@Module({})
export class AdapterChecksModule {
  /** @param answers the feature that reads contexts and knows which experiments are cancelled */
  static with(answers: DynamicModule): DynamicModule {
    return {
      module: AdapterChecksModule,
      imports: [answers, GenerationsModule, ModelsModule],
      controllers: [AdapterChecksGrpcController],
      providers: [
        CheckNamedAdapter,
        AdapterChecksEvents,
        CheckAdapter,
        AskProbes,
        { provide: AdapterCheckEvents, useClass: PublishedAdapterCheckEvents },
      ],
    };
  }
}
