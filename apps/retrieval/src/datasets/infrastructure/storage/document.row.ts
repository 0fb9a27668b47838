import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('documents')
export class DocumentRow {
  @PrimaryColumn('char', { length: 64 })
  versionId!: string;

  /** Import order, from 0. */
  @PrimaryColumn('int')
  ordinal!: number;

  @Column('text')
  documentId!: string;

  @Column('text')
  title!: string;

  @Column('text', { array: true })
  paragraphs!: string[];
}
