import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { ContaminationReports } from '../../application/contamination-reports.js';
import type { TextOverlap } from '../../domain/text-overlap.js';

/** Raise it when a check finds something else in the same texts. */
const RULES = 1;

@Injectable()
export class SqlContaminationReports extends ContaminationReports {
  constructor(private readonly database: Database) {
    super();
  }

  async find(versionId: string): Promise<readonly TextOverlap[] | undefined> {
    const [found] = await this.database.manager.query<{ overlaps: TextOverlap[] }[]>(
      'SELECT findings AS "overlaps" FROM contamination_reports WHERE version_id = $1 AND rules = $2',
      [versionId, RULES],
    );
    return found?.overlaps;
  }

  async put(versionId: string, overlaps: readonly TextOverlap[]): Promise<void> {
    await this.database.manager.query(
      `INSERT INTO contamination_reports (version_id, rules, findings) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING`,
      [versionId, RULES, JSON.stringify(overlaps)],
    );
  }
}
