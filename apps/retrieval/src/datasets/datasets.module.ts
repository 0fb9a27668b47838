import { Module } from '@nestjs/common';
import { RetrievalConfig } from '../retrieval.config.js';
import { CheckContamination } from './application/check-contamination.js';
import { ContaminationReports } from './application/contamination-reports.js';
import { DatasetFormats } from './application/dataset-format.js';
import { DatasetReader } from './application/dataset-reader.js';
import { DatasetVersions } from './application/dataset-versions.js';
import { FindDataset } from './application/find-dataset.js';
import { ImportDataset } from './application/import-dataset.js';
import { ImportWorkspace } from './application/import-workspace.js';
import { ListDatasets } from './application/list-datasets.js';
import { ListQuestions } from './application/list-questions.js';
import { datasetFormats } from './infrastructure/formats/dataset-formats.js';
import { DatasetVersionRow } from './infrastructure/storage/dataset-version.row.js';
import { DocumentRow } from './infrastructure/storage/document.row.js';
import { ImportIssueRow } from './infrastructure/storage/import-issue.row.js';
import { QuestionRow } from './infrastructure/storage/question.row.js';
import { SqlContaminationReports } from './infrastructure/storage/sql-contamination-reports.js';
import { TemporaryWorkspace } from './infrastructure/storage/temporary-workspace.js';
import { TypeOrmDatasetReader } from './infrastructure/storage/typeorm-dataset-reader.js';
import { TypeOrmDatasetVersions } from './infrastructure/storage/typeorm-dataset-versions.js';
import { ContaminationGrpcController } from './transport/contamination.grpc.controller.js';
import { DatasetsGrpcController } from './transport/datasets.grpc.controller.js';
import { ImportGrpcController } from './transport/import.grpc.controller.js';

export const DATASET_ENTITIES = [DatasetVersionRow, DocumentRow, QuestionRow, ImportIssueRow];

/** Dataset versions: import, and everything that reads them. */
@Module({
  controllers: [DatasetsGrpcController, ContaminationGrpcController, ImportGrpcController],
  providers: [
    ImportDataset,
    FindDataset,
    ListDatasets,
    ListQuestions,
    CheckContamination,
    { provide: ContaminationReports, useClass: SqlContaminationReports },
    { provide: DatasetVersions, useClass: TypeOrmDatasetVersions },
    { provide: DatasetReader, useClass: TypeOrmDatasetReader },
    {
      provide: DatasetFormats,
      inject: [RetrievalConfig],
      useFactory: ({ IMPORT_MAX_ROW_BYTES: maxRowBytes }: RetrievalConfig): DatasetFormats => ({
        all: datasetFormats({ maxRowBytes }),
      }),
    },
    {
      provide: ImportWorkspace,
      inject: [RetrievalConfig],
      useFactory: (config: RetrievalConfig) =>
        new TemporaryWorkspace({
          folder: config.IMPORT_FOLDER,
          maxUploadBytes: config.IMPORT_MAX_UPLOAD_BYTES,
          maxUnpackedBytes: config.IMPORT_MAX_UNPACKED_BYTES,
        }),
    },
  ],
  exports: [DatasetReader],
})
export class DatasetsModule {}
