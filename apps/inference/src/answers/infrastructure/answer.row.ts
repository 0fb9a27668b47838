import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AnswerPassage } from '../domain/answer.js';

@Entity('answers')
export class AnswerRow {
  @PrimaryColumn('uuid') id!: string;
  @Column('uuid') experimentId!: string;
  @Column('uuid') cellId!: string;
  @Column('text') questionId!: string;
  @Column('text') datasetVersionId!: string;
  @Column('integer') sample!: number;
  @Column('text') readingId!: string;
  @Column('text', { nullable: true }) generationId!: string | null;
  @Column('text', { nullable: true }) failure!: string | null;
}

/** What was read, kept once for all arms and experiments that read it. */
@Entity('readings')
export class ReadingRow {
  /** Content key of the passages. */
  @PrimaryColumn('text') id!: string;
  @Column('jsonb') passages!: AnswerPassage[];
}
