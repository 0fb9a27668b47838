import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { QualificationRepository } from '../application/ports.js';
import type { Qualification } from '../domain/qualification.js';
import { QualificationRow } from './qualification.row.js';

@Injectable()
export class TypeOrmQualificationRepository extends QualificationRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(id: string): Promise<Qualification | undefined> {
    const row = await this.database.manager.findOneBy(QualificationRow, { id });
    return row ? { id: row.id, key: row.key, result: row.result } : undefined;
  }

  override async save(qualifications: readonly Qualification[]): Promise<void> {
    if (qualifications.length === 0) return;
    await this.database.manager.query(
      `INSERT INTO qualifications (id, key, result)
       SELECT id, key, result FROM jsonb_to_recordset($1::jsonb)
         AS given(id uuid, key jsonb, result jsonb)
       ON CONFLICT (id) DO NOTHING`,
      [JSON.stringify(qualifications)],
    );
  }
}
