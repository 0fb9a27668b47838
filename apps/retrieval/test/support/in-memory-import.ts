import type { SourceFile } from '../../src/datasets/application/dataset-format.js';
import { finishImport } from '../../src/datasets/application/finish-import.js';
import type {
  ImportDesk,
  RecordLog,
  RecordPosition,
} from '../../src/datasets/application/import-workspace.js';
import { StagedImport } from '../../src/datasets/application/staged-import.js';
import type { Document, Question } from '../../src/datasets/domain/dataset.js';
import type { DatasetCounts } from '../../src/datasets/domain/dataset-version.js';
import type { ImportIssue } from '../../src/datasets/domain/import-issue.js';
import { datasetFormats } from '../../src/datasets/infrastructure/formats/dataset-formats.js';

/** Bytes a row may have in these tests. */
export const MAX_ROW_BYTES = 20_000;

export interface ReadDataset {
  readonly versionId: string;
  readonly documents: Document[];
  readonly questions: Question[];
  readonly counts: DatasetCounts;
  readonly issues: ImportIssue[];
}

/** A file of an upload, held as text; given away in chunks of seven bytes, so that rows are cut. */
export function aFile(role: string, text: string, name = `${role}.txt`): SourceFile {
  const content = Buffer.from(text);
  return {
    role,
    name,
    async *bytes() {
      await Promise.resolve();
      for (let at = 0; at < content.length; at += 7) yield content.subarray(at, at + 7);
    },
  };
}

export const jsonLinesText = (...rows: readonly object[]): string =>
  rows.map((row) => JSON.stringify(row)).join('\n');

/** Reads files in one format as an import does, with lists in memory in place of files. */
export async function readAs(
  format: string,
  files: readonly SourceFile[],
  { testShare = 0.25, seed = 'equipoise' } = {},
): Promise<ReadDataset> {
  const desk = new MemoryDesk();
  const known = datasetFormats({ maxRowBytes: MAX_ROW_BYTES }).find(({ name }) => name === format);
  if (!known) throw new Error(`no format ${format}`);
  const staged = await StagedImport.on(desk, known.retrievalOnly ?? false);
  await known.read(files, staged);
  const { questions, ...finished } = await finishImport(staged, desk, { testShare, seed });
  return {
    ...finished,
    documents: await Array.fromAsync(staged.documents.all()),
    questions: await Array.fromAsync(questions.all()),
    issues: staged.issues.first(),
  };
}

class MemoryDesk implements ImportDesk {
  receive(): Promise<SourceFile[]> {
    return Promise.reject(new Error('files are given, not received'));
  }

  newLog<T>(): Promise<RecordLog<T>> {
    return Promise.resolve(new MemoryLog<T>());
  }
}

class MemoryLog<T> implements RecordLog<T> {
  private readonly records: T[] = [];

  append(record: T): Promise<RecordPosition> {
    return Promise.resolve({ offset: this.records.push(record) - 1, length: 1 });
  }

  read({ offset }: RecordPosition): Promise<T> {
    return Promise.resolve(this.records[offset] as T);
  }

  async *all(): AsyncGenerator<T> {
    await Promise.resolve();
    yield* this.records;
  }
}
