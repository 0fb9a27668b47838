import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import { JudgementRepository, type JudgementWithSteps } from '../application/ports.js';
import type { Judgement } from '../domain/judgement.js';
import { JudgementRow } from './judgement.row.js';

@Injectable()
export class TypeOrmJudgementRepository extends JudgementRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(ids: readonly string[]): Promise<Judgement[]> {
    const rows = await this.database.manager
      .createQueryBuilder(JudgementRow, 'judgement')
      .where('judgement.id = ANY(:ids::uuid[])', { ids: [...ids] })
      .getMany();
    return rows.map(toJudgement);
  }

  override async ofAnswers(answerIds: readonly string[]): Promise<JudgementWithSteps[]> {
    const { manager } = this.database;
    const rows = await manager.findBy(JudgementRow, { answerId: Any([...answerIds]) });
    const stepsOf = await this.stepsByIds([...new Set(rows.map(({ stepsId }) => stepsId))]);
    return rows.map((row) => {
      const written = stepsOf.get(row.stepsId);
      if (!written) throw new Error(`judgement ${row.id} has lost its evaluation steps`);
      return { ...toJudgement(row), steps: written.steps, stepsSource: written.source };
    });
  }

  override async ofChunk(chunkId: string): Promise<Judgement[]> {
    const rows = await this.database.manager.findBy(JudgementRow, { chunkId });
    return rows.map(toJudgement);
  }

  override async save(judgements: readonly Judgement[]): Promise<void> {
    const rows = judgements.map((judgement) =>
      Object.fromEntries(COLUMNS.map(([property, column]) => [column, judgement[property]])),
    );
    await this.database.manager.query(SAVE, [JSON.stringify(rows)]);
  }

  private async stepsByIds(ids: readonly string[]): Promise<Map<string, StepsColumns>> {
    const found: StepsColumns[] = await this.database.manager.query(
      'SELECT id, steps, source FROM evaluation_steps WHERE id = ANY($1::uuid[])',
      [ids],
    );
    return new Map(found.map((steps) => [steps.id, steps]));
  }
}

const toJudgement = (row: Judgement): Judgement => ({ ...row });

type StepsColumns = Pick<JudgementWithSteps, 'steps'> & {
  id: string;
  source: JudgementWithSteps['stepsSource'];
};

const COLUMNS = [
  ['id', 'id', 'uuid'],
  ['answerId', 'answer_id', 'uuid'],
  ['criterion', 'criterion', 'text'],
  ['criterionVersion', 'criterion_version', 'integer'],
  ['judgeFingerprint', 'judge_fingerprint', 'text'],
  ['estimator', 'estimator', 'text'],
  ['temperature', 'temperature', 'double precision'],
  ['form', 'form', 'text'],
  ['stepsId', 'steps_id', 'uuid'],
  ['repeat', 'repeat', 'integer'],
  ['sampleIndex', 'sample_index', 'integer'],
  ['score', 'score', 'double precision'],
  ['missing', 'missing', 'text'],
  ['failure', 'failure', 'text'],
  ['leakedMass', 'leaked_mass', 'double precision'],
  ['attempts', 'attempts', 'integer'],
  ['raw', 'raw', 'text'],
  ['chunkId', 'chunk_id', 'uuid'],
  ['usage', 'usage', 'jsonb'],
] as const satisfies (readonly [keyof Judgement, string, string])[];

const NAMES = COLUMNS.map(([, column]) => column);
const SAVE = `
  INSERT INTO judgements (${NAMES.join(', ')})
  SELECT ${NAMES.join(', ')}
  FROM jsonb_to_recordset($1::jsonb)
    AS given(${COLUMNS.map(([, column, type]) => `${column} ${type}`).join(', ')})
  ON CONFLICT (id) DO UPDATE
  SET ${NAMES.filter((name) => name !== 'id')
    .map((name) => `${name} = excluded.${name}`)
    .join(', ')}
  WHERE judgements.missing = 'error'`;
