import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { StepsSource } from '../domain/evaluation-steps.js';

@Entity('evaluation_steps')
export class EvaluationStepsRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('text')
  criterion!: string;

  @Column('integer')
  criterionVersion!: number;

  @Column('text')
  judgeFingerprint!: string;

  @Column('text')
  source!: StepsSource;

  @Column('jsonb')
  steps!: string[];
}
