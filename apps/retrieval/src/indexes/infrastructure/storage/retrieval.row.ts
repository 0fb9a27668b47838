import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { SearchMode } from '../../domain/search-mode.js';

/** The lists have one entry for each hit, best first. */
@Entity('retrievals')
export class RetrievalRow {
  @PrimaryColumn('char', { length: 64 })
  indexId!: string;

  @PrimaryColumn('text')
  mode!: SearchMode;

  @PrimaryColumn('int')
  topK!: number;

  @PrimaryColumn('text')
  questionId!: string;

  @Column('int', { array: true })
  positions!: number[];

  @Column('float8', { array: true })
  scores!: number[];

  @Column('boolean', { array: true })
  relevant!: boolean[];

  /** This and the other metrics are null where the gold is unknown. */
  @Column('float8', { nullable: true })
  recall!: number | null;

  @Column('float8', { nullable: true })
  ndcg!: number | null;

  @Column('float8', { nullable: true })
  reciprocalRank!: number | null;

  @Column('float8', { nullable: true })
  hit!: number | null;
}
