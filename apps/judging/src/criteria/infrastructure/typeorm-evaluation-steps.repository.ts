import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { EvaluationStepsRepository } from '../application/ports.js';
import type { Criterion } from '../domain/criterion.js';
import type { EvaluationSteps } from '../domain/evaluation-steps.js';
import { EvaluationStepsRow } from './evaluation-steps.row.js';

@Injectable()
export class TypeOrmEvaluationStepsRepository extends EvaluationStepsRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(
    { name, version }: Criterion,
    judgeFingerprint: string,
  ): Promise<EvaluationSteps | undefined> {
    const row = await this.database.manager.findOneBy(EvaluationStepsRow, {
      criterion: name,
      criterionVersion: version,
      judgeFingerprint,
    });
    return row ? toSteps(row) : undefined;
  }

  override async freeze(steps: EvaluationSteps): Promise<EvaluationSteps> {
    const { manager } = this.database;
    await manager
      .createQueryBuilder()
      .insert()
      .into(EvaluationStepsRow)
      .values({ ...steps, steps: [...steps.steps] })
      .orIgnore()
      .execute();
    return toSteps(await manager.findOneByOrFail(EvaluationStepsRow, { id: steps.id }));
  }
}

const toSteps = (row: EvaluationSteps): EvaluationSteps => ({ ...row });
