import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A registered endpoint model (`openai`) or an adapter of a local model (`local`). */
@Entity('models')
export class ModelRow {
  @PrimaryColumn('text') name!: string;
  @Column('text') provider!: 'openai' | 'local';
  @Column('text', { nullable: true }) base!: string | null;
  @Column('text', { nullable: true }) adapterDigest!: string | null;
  @Column('text', { nullable: true }) adapterFile!: string | null;
  @Column('text', { nullable: true }) endpoint!: string | null;
  @Column('text', { nullable: true }) remoteName!: string | null;
  @Column('text', { nullable: true }) apiKeyRef!: string | null;
  @Column('integer', { nullable: true }) contextTokens!: number | null;
  @Column('integer', { nullable: true }) maxConcurrency!: number | null;
  @Column('integer', { nullable: true }) timeoutMs!: number | null;
  @Column('boolean') tokenProbabilities!: boolean;
  @Column('double precision') inputUsdPerMillion!: number;
  @Column('double precision') outputUsdPerMillion!: number;
  @Column('text', { nullable: true }) precision!: string | null;
  @Column('text', { nullable: true }) chatTemplate!: string | null;
  @Column('integer', { nullable: true }) adapterRank!: number | null;
  @Column('text') licence!: string;
  /** A bigint, which the driver gives as text. */
  @Column('bigint') sizeBytes!: string;
}
