import { Column, Entity, PrimaryColumn } from 'typeorm';

/** Numbers are packed one after the other, little-endian. */
@Entity('index_vectors')
export class IndexVectorRow {
  @PrimaryColumn('char', { length: 64 })
  indexId!: string;

  @PrimaryColumn('int')
  position!: number;

  /** Float32, shape [dimensions]. */
  @Column('bytea')
  dense!: Buffer;

  /** Uint32, shape [terms], ascending. */
  @Column('bytea')
  termIds!: Buffer;

  /** Float32, shape [terms]. */
  @Column('bytea')
  termWeights!: Buffer;
}
