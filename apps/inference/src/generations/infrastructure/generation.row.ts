import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { FinishReason, TokenProbability } from '../domain/completion.js';
import type { Purpose } from '../domain/generation.js';

@Entity('generations')
export class GenerationRow {
  @PrimaryColumn('text') contentKey!: string;
  @Column('text') modelFingerprint!: string;
  @Column('text') text!: string;
  @Column('text') finishReason!: FinishReason;
  @Column('integer') promptTokens!: number;
  @Column('integer') completionTokens!: number;
  @Column('double precision') latencyMs!: number;
  @Column('double precision') costUsd!: number;
  @Column('integer') attempts!: number;
  @Column('jsonb') tokenProbabilities!: TokenProbability[];
  @Column('double precision') leakedMass!: number;
  @Column('text') purpose!: Purpose;
  @Column('uuid', { nullable: true }) experimentId!: string | null;
  @Column('text') boughtFor!: string;
}
