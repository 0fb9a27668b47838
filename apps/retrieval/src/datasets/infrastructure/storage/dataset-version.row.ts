import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('dataset_versions')
export class DatasetVersionRow {
  @PrimaryColumn('text')
  name!: string;

  @PrimaryColumn('int')
  version!: number;

  @Column('char', { length: 64 })
  versionId!: string;

  @Column('text')
  format!: string;

  @Column('int')
  documents!: number;

  @Column('int')
  trainQuestions!: number;

  @Column('int')
  testQuestions!: number;

  @Column('int')
  unanswerable!: number;

  @Column('int')
  evidenceUnmatched!: number;

  @Column('int')
  rowsSkipped!: number;

  @Column('timestamptz')
  createdAt!: Date;
}
