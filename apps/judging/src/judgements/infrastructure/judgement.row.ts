import type { Estimator, Usage } from '@equipoise/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { Missing } from '../domain/judgement.js';

@Entity('judgements')
export class JudgementRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('uuid')
  answerId!: string;

  @Column('text')
  criterion!: string;

  @Column('integer')
  criterionVersion!: number;

  @Column('text')
  judgeFingerprint!: string;

  @Column('text')
  estimator!: Estimator;

  @Column('double precision')
  temperature!: number;

  @Column('text')
  form!: string;

  @Column('uuid')
  stepsId!: string;

  @Column('integer')
  repeat!: number;

  @Column('integer')
  sampleIndex!: number;

  @Column('double precision', { nullable: true })
  score!: number | null;

  @Column('text', { nullable: true })
  missing!: Missing | null;

  @Column('text')
  failure!: string;

  @Column('double precision')
  leakedMass!: number;

  @Column('integer')
  attempts!: number;

  @Column('text')
  raw!: string;

  @Column('uuid')
  chunkId!: string;

  @Column('jsonb')
  usage!: Usage;
}
