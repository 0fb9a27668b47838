import type { FineTuneSettings, TrainingFormat } from '@equipoise/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import type { AdapterFormat, FineTune, FineTuneStatus } from '../../domain/fine-tune.js';

@Entity('fine_tunes')
export class FineTuneRow {
  @PrimaryColumn('text')
  id!: string;

  @Column('text')
  base!: string;

  @Column('text')
  datasetVersionId!: string;

  @Column('integer')
  trainSize!: number;

  /** A string: PostgreSQL's bigint. */
  @Column('bigint')
  seed!: string;

  @Column('text')
  trainingFormat!: TrainingFormat;

  @Column('jsonb')
  settings!: FineTuneSettings;

  @Column('text')
  backend!: string;

  @Column('text')
  status!: FineTuneStatus;

  @Column('text')
  reason!: string;

  @Column('text')
  detail!: string;

  @Column('double precision')
  progress!: number;

  @Column('integer')
  step!: number;

  @Column('integer')
  totalSteps!: number;

  @Column('double precision', { nullable: true })
  loss!: number | null;

  @Column('double precision', { nullable: true })
  etaSeconds!: number | null;

  @Column('integer')
  attempt!: number;

  @Column('text', { nullable: true })
  adapterModel!: string | null;

  @Column('text')
  adapterFormat!: AdapterFormat;

  @Column('text', { nullable: true })
  adapterPath!: string | null;

  @Column('text', { nullable: true })
  adapterDigest!: string | null;

  @Column('jsonb', { nullable: true })
  provenance!: Record<string, unknown> | null;

  @Column({ type: 'timestamptz' })
  createdAt!: Date;
}

/** SQL: how long an attempt took; for one that runs elsewhere, until now. */
export const ATTEMPT_SECONDS = `(CASE WHEN ended_at IS NULL AND external_id IS NOT NULL
  THEN greatest(0, extract(epoch FROM now() - started_at)) ELSE wall_seconds END)::float8`;

/** SQL: time of each GPU that attempts held, summed over them. */
export const GPU_SECONDS = `sum(${ATTEMPT_SECONDS} * gpus)`;

/** Of all attempts. */
export type FineTuneTimes = Pick<FineTune, 'wallSeconds' | 'gpuSeconds' | 'costUsd'>;
export const NO_TIME: FineTuneTimes = { wallSeconds: 0, gpuSeconds: 0, costUsd: 0 };

export function toFineTune(
  row: FineTuneRow,
  { wallSeconds, gpuSeconds, costUsd }: FineTuneTimes,
): FineTune {
  const { base, datasetVersionId, trainSize, trainingFormat, settings } = row;
  const { adapterModel, adapterFormat, adapterPath, adapterDigest, provenance, ...rest } = row;
  return {
    ...rest,
    wallSeconds,
    gpuSeconds,
    costUsd,
    spec: { base, datasetVersionId, trainSize, seed: Number(row.seed), trainingFormat, settings },
    adapter:
      adapterModel && adapterPath && adapterDigest
        ? {
            model: adapterModel,
            format: adapterFormat,
            path: adapterPath,
            digest: adapterDigest,
          }
        : undefined,
    provenance: provenance ?? undefined,
  };
}
