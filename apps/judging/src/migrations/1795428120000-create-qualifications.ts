import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What judges showed on probes, by content id. The judgements behind it are in `judgements`. */
export class CreateQualifications1795428120000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE qualifications (
        id uuid PRIMARY KEY,
        key jsonb NOT NULL,
        result jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE qualifications;');
  }
}
