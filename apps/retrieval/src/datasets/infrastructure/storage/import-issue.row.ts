import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IssueSeverity } from '../../domain/import-issue.js';

@Entity('import_issues')
export class ImportIssueRow {
  @PrimaryColumn('text')
  name!: string;

  @PrimaryColumn('int')
  version!: number;

  /** Order among the issues of the version, from 0. */
  @PrimaryColumn('int')
  ordinal!: number;

  @Column('text')
  file!: string;

  @Column('int')
  line!: number;

  @Column('text')
  field!: string;

  @Column('text')
  value!: string;

  @Column('text')
  message!: string;

  @Column('text')
  severity!: IssueSeverity;
}
