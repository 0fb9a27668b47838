import { type DynamicModule, Module } from '@nestjs/common';
import { DrawTemplate } from './application/draw-template.js';
import { AddLabels } from './application/add-labels.js';
import { ImportLabels } from './application/import-labels.js';
import { ListLabels } from './application/list-labels.js';
import { AnswerCatalogue, LabelNews, LabelStore } from './application/ports.js';
import { ReadLabelTexts } from './application/read-label-texts.js';
import { EventLabelNews } from './infrastructure/event-label.news.js';
import { SqlAnswerCatalogue } from './infrastructure/sql-answer.catalogue.js';
import { SqlLabelStore } from './infrastructure/sql-label.store.js';
import { LabelUploadsGrpcController } from './transport/label-uploads.grpc.controller.js';
import { LabelsGrpcController } from './transport/labels.grpc.controller.js';

@Module({})
export class LabelsModule {
  /** @param experiments the feature whose answers are labelled */
  static with(experiments: DynamicModule): DynamicModule {
    return {
      module: LabelsModule,
      imports: [experiments],
      controllers: [LabelsGrpcController, LabelUploadsGrpcController],
      providers: [
        ...[AddLabels, ImportLabels, ListLabels, DrawTemplate, ReadLabelTexts],
        { provide: AnswerCatalogue, useClass: SqlAnswerCatalogue },
        { provide: LabelStore, useClass: SqlLabelStore },
        { provide: LabelNews, useClass: EventLabelNews },
      ],
    };
  }
}
