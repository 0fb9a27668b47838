import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { QuestionType, Split } from '../../domain/dataset.js';

@Entity('questions')
export class QuestionRow {
  @PrimaryColumn('char', { length: 64 })
  versionId!: string;

  /** Import order, from 0. */
  @PrimaryColumn('int')
  ordinal!: number;

  @Column('text')
  questionId!: string;

  @Column('text')
  cluster!: string;

  @Column('text')
  split!: Split;

  @Column('text')
  text!: string;

  @Column('text')
  type!: QuestionType;

  @Column('text', { array: true })
  referenceAnswers!: string[];

  @Column('text', { array: true })
  documentIds!: string[];

  @Column('text', { array: true })
  evidence!: string[];
}
