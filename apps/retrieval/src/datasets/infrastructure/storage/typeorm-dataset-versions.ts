import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager, FindOptionsOrder, FindOptionsWhere } from 'typeorm';
import {
  type DatasetContent,
  DatasetVersions,
  type QuestionKey,
  type VersionPosition,
} from '../../application/dataset-versions.js';
import type { Split } from '../../domain/dataset.js';
import type { DatasetRef } from '../../domain/dataset-ref.js';
import type { DatasetVersion } from '../../domain/dataset-version.js';
import { DatasetVersionRow } from './dataset-version.row.js';
import { ImportIssueRow } from './import-issue.row.js';
import { QuestionRow } from './question.row.js';
import { storeContent } from './store-content.js';
import { toDatasetVersion, toVersionRow } from './version-mapping.js';

/** One content may have several names: its hash stands for the one that it had first. */
const FIRST_IMPORTED = { createdAt: 'ASC', name: 'ASC', version: 'ASC' } as const;

/** Largest PostgreSQL int. */
const MAX_VERSION = 2 ** 31 - 1;

@Injectable()
export class TypeOrmDatasetVersions extends DatasetVersions {
  constructor(private readonly database: Database) {
    super();
  }

  async store(
    given: Omit<DatasetVersion, 'version'>,
    content: DatasetContent,
  ): Promise<{ version: DatasetVersion; created: boolean }> {
    const { name, versionId } = given;
    return this.database.transaction(async (manager) => {
      if (!(await manager.existsBy(DatasetVersionRow, { versionId }))) {
        await storeContent(manager, versionId, content);
      }
      // Only now, so that imports wait for one another no longer than it takes to take a number.
      await manager.query('LOCK TABLE dataset_versions IN SHARE ROW EXCLUSIVE MODE');
      const known = await this.findOne({ name, versionId });
      if (known) return { version: known, created: false };
      const version = { ...given, version: await nextVersion(manager, name) };
      await manager.insert(DatasetVersionRow, toVersionRow(version));
      await manager.insert(
        ImportIssueRow,
        version.issues.map((issue, ordinal) => ({
          ...issue,
          name,
          version: version.version,
          ordinal,
        })),
      );
      return { version, created: true };
    });
  }

  async find(ref: DatasetRef): Promise<DatasetVersion | undefined> {
    switch (ref.by) {
      case 'id':
        return this.findOne({ versionId: ref.versionId }, FIRST_IMPORTED);
      case 'version':
        if (ref.version > MAX_VERSION) return undefined;
        return this.findOne({ name: ref.name, version: ref.version });
      case 'name':
        return this.findOne({ name: ref.name });
    }
  }

  async list(limit: number, after?: VersionPosition): Promise<DatasetVersion[]> {
    const query = this.database.manager
      .createQueryBuilder(DatasetVersionRow, 'v')
      .orderBy({ 'v.createdAt': 'DESC', 'v.name': 'ASC', 'v.version': 'DESC' })
      .limit(limit);
    if (after) {
      query.where(
        'v.created_at < :createdAt OR (v.created_at = :createdAt AND ' +
          '(v.name > :name OR (v.name = :name AND v.version < :version)))',
        { ...after },
      );
    }
    return this.withIssues(await query.getMany());
  }

  async names(): Promise<string[]> {
    const rows = await this.database.manager.query<{ name: string }[]>(
      'SELECT DISTINCT name FROM dataset_versions ORDER BY name',
    );
    return rows.map(({ name }) => name);
  }

  async questionKeys(versionId: string, split: Split): Promise<QuestionKey[]> {
    return this.database.manager.find(QuestionRow, {
      select: { questionId: true, cluster: true },
      where: { versionId, split },
      order: { ordinal: 'ASC' },
    });
  }

  private async findOne(
    where: FindOptionsWhere<DatasetVersionRow>,
    order: FindOptionsOrder<DatasetVersionRow> = { version: 'DESC' },
  ): Promise<DatasetVersion | undefined> {
    const rows = await this.database.manager.find(DatasetVersionRow, { where, order, take: 1 });
    const [version] = await this.withIssues(rows);
    return version;
  }

  private async withIssues(rows: readonly DatasetVersionRow[]): Promise<DatasetVersion[]> {
    const issues =
      rows.length === 0
        ? []
        : await this.database.manager.find(ImportIssueRow, {
            where: rows.map(({ name, version }) => ({ name, version })),
            order: { ordinal: 'ASC' },
          });
    const ofVersion = Map.groupBy(issues, ({ name, version }) => `${name}@v${version}`);
    return rows.map((row) =>
      toDatasetVersion(row, ofVersion.get(`${row.name}@v${row.version}`) ?? []),
    );
  }
}

async function nextVersion(manager: EntityManager, name: string): Promise<number> {
  return ((await manager.maximum(DatasetVersionRow, 'version', { name })) ?? 0) + 1;
}
