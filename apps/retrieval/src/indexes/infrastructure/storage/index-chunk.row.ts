import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('index_chunks')
export class IndexChunkRow {
  @PrimaryColumn('char', { length: 64 })
  indexId!: string;

  @PrimaryColumn('int')
  position!: number;

  @Column('text')
  documentId!: string;

  @Column('int')
  ordinal!: number;

  @Column('text')
  title!: string;

  @Column('text')
  text!: string;

  @Column('int')
  firstParagraph!: number;

  @Column('int')
  lastParagraph!: number;

  @Column('int')
  tokens!: number;

  @Column('boolean')
  cutsSentence!: boolean;
}
