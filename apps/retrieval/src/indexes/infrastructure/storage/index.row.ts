import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { IndexStatus } from '../../domain/index-record.js';

@Entity('indexes')
export class IndexRow {
  @PrimaryColumn('char', { length: 64 })
  indexId!: string;

  @Column('char', { length: 64 })
  datasetVersionId!: string;

  @Column('int')
  chunkTokens!: number;

  @Column('int')
  overlapTokens!: number;

  @Column('text')
  embedder!: string;

  @Column('text')
  status!: IndexStatus;

  @Column('int', { nullable: true })
  chunks!: number | null;

  @Column('float8', { nullable: true })
  averageTerms!: number | null;

  @Column('text')
  reason!: string;

  @Column('timestamptz')
  createdAt!: Date;
}
