import { Clock } from '@equipoise/kernel';
import { Injectable } from '@nestjs/common';
import type { DatasetCounts, DatasetVersion } from '../domain/dataset-version.js';
import { isDatasetName } from '../domain/dataset-ref.js';
import {
  BadRowsError,
  InvalidDatasetRequestError,
  UnusableDatasetError,
} from '../domain/datasets.errors.js';
import type { IssueLog } from '../domain/issue-log.js';
import { type DatasetFormat, DatasetFormats, type SourceFile } from './dataset-format.js';
import { DatasetVersions } from './dataset-versions.js';
import { finishImport } from './finish-import.js';
import { type ImportDesk, ImportWorkspace, type UploadPart } from './import-workspace.js';
import { StagedImport } from './staged-import.js';

const DEFAULT_TEST_SHARE = 0.25;
const DEFAULT_SEED = 'equipoise';

export interface ImportDatasetCommand {
  readonly name: string;
  readonly format: string;
  /** Refuse the import when any row is wrong, instead of leaving such rows out. */
  readonly strict: boolean;
  /** Share of documents in the test split where the files name none, (0, 1); 0 means 0.25. */
  readonly testShare: number;
  /** Of the split; empty means `equipoise`. */
  readonly seed: string;
}

export interface ImportedDataset {
  readonly version: DatasetVersion;
  /** False when the name had this content already. */
  readonly created: boolean;
}

/** Imports one dataset version from uploaded files, all or nothing. */
@Injectable()
export class ImportDataset {
  constructor(
    private readonly formats: DatasetFormats,
    private readonly workspace: ImportWorkspace,
    private readonly versions: DatasetVersions,
    private readonly clock: Clock,
  ) {}

  /**
   * @throws InvalidDatasetRequestError for a wrong name, format, role or share
   * @throws UnreadableFileError, ImportTooLargeError, DiskFullError
   * @throws BadRowsError under `strict`
   * @throws UnusableDatasetError when no question, or no test question, is left
   */
  async execute(
    command: ImportDatasetCommand,
    upload: AsyncIterable<UploadPart>,
  ): Promise<ImportedDataset> {
    const format = this.check(command);
    return this.workspace.use(async (desk) => {
      const files = await desk.receive(upload);
      checkRoles(format, files);
      return this.import(command, format, files, desk);
    });
  }

  private check({ name, format, testShare }: ImportDatasetCommand): DatasetFormat {
    if (!isDatasetName(name)) {
      throw new InvalidDatasetRequestError(
        'header.name',
        `"${name}" is no dataset name: use 1 to 63 lower-case letters, digits and inner hyphens`,
      );
    }
    if (!(testShare >= 0 && testShare < 1)) {
      throw new InvalidDatasetRequestError(
        'header.test_share',
        `${testShare} is no share: use a number above 0 and below 1, or 0 for ${DEFAULT_TEST_SHARE}`,
      );
    }
    const found = this.formats.all.find((known) => known.name === format);
    if (found) return found;
    const known = this.formats.all.map((each) => each.name).join(', ');
    throw new InvalidDatasetRequestError(
      'header.format',
      `format "${format}" is unknown: use one of ${known}`,
    );
  }

  private async import(
    command: ImportDatasetCommand,
    format: DatasetFormat,
    files: readonly SourceFile[],
    desk: ImportDesk,
  ): Promise<ImportedDataset> {
    const staged = await StagedImport.on(desk, format.retrievalOnly ?? false);
    await format.read(files, staged);
    const finished = await finishImport(staged, desk, {
      testShare: command.testShare === 0 ? DEFAULT_TEST_SHARE : command.testShare,
      seed: command.seed === '' ? DEFAULT_SEED : command.seed,
    });
    const { issues, documents } = staged;
    if (command.strict && issues.rowsSkipped > 0) {
      throw new BadRowsError(issues.rowsSkipped, issues.first());
    }
    checkUsable(finished.counts, issues, format, files);
    const { versionId, counts, questions } = finished;
    const [name, createdAt] = [command.name, this.clock.now()];
    return this.versions.store(
      { name, versionId, format: format.name, counts, issues: issues.first(), createdAt },
      { documents: documents.all(), questions: questions.all() },
    );
  }
}

function checkRoles(format: DatasetFormat, files: readonly SourceFile[]): void {
  files.forEach(({ role, name }, index) => {
    if (format.roles.includes(role)) return;
    throw new InvalidDatasetRequestError(
      `files[${index}].role`,
      `${name} has the role "${role}", which ${format.name} does not know: use ${format.roles.join(', ')}`,
    );
  });
  const missing = format.required.find((group) => !files.some(({ role }) => group.includes(role)));
  if (!missing) return;
  throw new InvalidDatasetRequestError(
    'files',
    `${format.name} needs a file with the role ${missing.join(' or ')}`,
  );
}

function checkUsable(
  counts: DatasetCounts,
  issues: IssueLog,
  format: DatasetFormat,
  files: readonly SourceFile[],
): void {
  const { documents, trainQuestions, testQuestions, rowsSkipped } = counts;
  const place = { file: files[0]?.name ?? '', line: 1 };
  if (trainQuestions + testQuestions === 0) {
    throw new UnusableDatasetError(
      `no usable question was found (${rowsSkipped} rows were left out): ` +
        `check that the files are what the format ${format.name} expects`,
      issues.first(),
    );
  }
  if (testQuestions === 0) {
    throw new UnusableDatasetError(
      'the test split is empty, so there is nothing to compare arms on: add a file with the role ' +
        'test or rows with split "test", or name no split to have one made by document',
      issues.first(),
    );
  }
  if (trainQuestions === 0 && format.retrievalOnly === undefined) {
    const message = 'the train split is empty: no arm can be fine-tuned on this dataset';
    issues.warn(place, { field: 'split', value: '', message });
  }
  if (documents === 0) {
    const message = 'there are no documents: only the context closed-book can be compared';
    issues.warn(place, { field: 'documents', value: '', message });
  }
}
