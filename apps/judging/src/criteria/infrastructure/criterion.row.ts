import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('criteria')
export class CriterionRow {
  @PrimaryColumn('text')
  name!: string;

  @PrimaryColumn('integer')
  version!: number;

  @Column('text')
  description!: string;

  @Column('jsonb')
  levels!: string[];

  @Column('boolean')
  needsReference!: boolean;

  @Column('jsonb')
  steps!: string[];

  @Column('text')
  textKey!: string;
}
