import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull, reasonOf } from '@equipoise/kernel';
import { ownRun } from '@equipoise/processes';
import { Logger, type OnModuleInit } from '@nestjs/common';
import type { SourceFile } from '../../application/dataset-format.js';
import {
  type ImportDesk,
  ImportWorkspace,
  type RecordLog,
  type UploadPart,
} from '../../application/import-workspace.js';
import { DiskFullError } from '../../domain/datasets.errors.js';
import { FileRecordLog } from './file-record-log.js';
import { ImportFolders } from './import-folders.js';
import { receiveUpload } from './receive-upload.js';
import { ByteBudget } from '../input/byte-budget.js';
import { UploadedFile } from '../input/uploaded-file.js';

export interface WorkspaceLimits {
  readonly folder: string;
  readonly maxUploadBytes: number;
  readonly maxUnpackedBytes: number;
}

/** A temporary folder for each import, removed when the import ends, or at the next start after a kill. */
export class TemporaryWorkspace extends ImportWorkspace implements OnModuleInit {
  private readonly logger = new Logger(TemporaryWorkspace.name);
  private readonly folders: ImportFolders;

  constructor(private readonly limits: WorkspaceLimits) {
    super();
    this.folders = new ImportFolders(limits.folder);
  }

  async onModuleInit(): Promise<void> {
    for (const { path, failure } of await this.folders.sweep()) {
      const reason = failure === undefined ? undefined : reasonOf(failure);
      const done = reason === undefined ? 'removed' : 'cannot remove';
      this.logger.log({ msg: `${done} what a killed import left`, path, reason });
    }
  }

  async use<T>(work: (desk: ImportDesk) => Promise<T>): Promise<T> {
    const folder = await this.makeFolder();
    const desk = new FolderDesk(folder, this.limits);
    try {
      return await work(desk);
    } catch (error) {
      throw this.translated(error);
    } finally {
      await desk.close();
      await rm(folder, { recursive: true, force: true });
    }
  }

  private async makeFolder(): Promise<string> {
    try {
      return await this.folders.make(await ownRun());
    } catch (error) {
      throw this.translated(error);
    }
  }

  private translated(error: unknown): unknown {
    return isDiskFull(error) ? new DiskFullError(this.limits.folder, error) : error;
  }
}

class FolderDesk implements ImportDesk {
  private readonly logs: FileRecordLog<never>[] = [];

  constructor(
    private readonly folder: string,
    private readonly limits: WorkspaceLimits,
  ) {}

  async receive(parts: AsyncIterable<UploadPart>): Promise<SourceFile[]> {
    const files = await receiveUpload(parts, this.folder, this.limits.maxUploadBytes);
    const unpacked = new ByteBudget(
      'the unpacked content',
      this.limits.maxUnpackedBytes,
      'IMPORT_MAX_UNPACKED_BYTES',
    );
    return files.map(({ role, name, path }) => new UploadedFile(role, name, path, unpacked));
  }

  async newLog<T>(): Promise<RecordLog<T>> {
    const log = await FileRecordLog.create<T>(join(this.folder, `log-${this.logs.length}`));
    this.logs.push(log as FileRecordLog<never>);
    return log;
  }

  async close(): Promise<void> {
    for (const log of this.logs) await log.close();
  }
}
