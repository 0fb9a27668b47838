import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { CriterionRepository } from '../application/ports.js';
import { type Criterion, type CriterionText, textKey } from '../domain/criterion.js';
import { CriterionRow } from './criterion.row.js';

@Injectable()
export class TypeOrmCriterionRepository extends CriterionRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async newest(): Promise<Criterion[]> {
    const rows = await this.database.manager
      .createQueryBuilder(CriterionRow, 'criterion')
      .distinctOn(['criterion.name'])
      .orderBy('criterion.name')
      .addOrderBy('criterion.version', 'DESC')
      .getMany();
    return rows.map(toCriterion);
  }

  override async find(name: string, version?: number): Promise<Criterion | undefined> {
    const [row] = await this.database.manager.find(CriterionRow, {
      where: version === undefined ? { name } : { name, version },
      order: { version: 'DESC' },
      take: 1,
    });
    return row && toCriterion(row);
  }

  override async add(text: CriterionText, unlessIn: 'newest' | 'any'): Promise<Criterion> {
    return this.database.transaction(async (manager) => {
      await lock(manager, text.name);
      const versions = await manager.find(CriterionRow, {
        where: { name: text.name },
        order: { version: 'DESC' },
      });
      const key = textKey(text);
      const looked = unlessIn === 'newest' ? versions.slice(0, 1) : versions;
      const same = looked.find((row) => row.textKey === key);
      if (same) return toCriterion(same);
      const version = (versions[0]?.version ?? 0) + 1;
      await manager.insert(CriterionRow, {
        ...text,
        levels: [...text.levels],
        steps: [...text.steps],
        version,
        textKey: key,
      });
      return { ...text, version };
    });
  }
}

// Two writers of one name would both take the same next version.
async function lock(manager: EntityManager, name: string): Promise<void> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `judging.criteria.${name}`,
  ]);
}

const toCriterion = (row: CriterionRow): Criterion => ({
  name: row.name,
  version: row.version,
  description: row.description,
  levels: row.levels,
  needsReference: row.needsReference,
  steps: row.steps,
});
