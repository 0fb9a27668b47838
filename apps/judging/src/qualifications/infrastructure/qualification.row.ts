import type { JudgeQualification } from '@equipoise/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { QualificationKey } from '../domain/qualification.js';

@Entity('qualifications')
export class QualificationRow {
  @PrimaryColumn('uuid')
  id!: string;

  @Column('jsonb')
  key!: QualificationKey;

  @Column('jsonb')
  result!: JudgeQualification;
}
