import { setTimeout as sleep } from 'node:timers/promises';
import { Database } from '@equipoise/platform';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import { GenerationRepository } from '../application/ports.js';
import type { Generation } from '../domain/generation.js';
import { GenerationRow } from './generation.row.js';
import { WriteBehind } from './write-behind.js';

const FLUSH_MS = 20;
const FLUSH_ROWS = 200;
/** Waits before the writes after a failed one, milliseconds: what was bought is worth some tries. */
const RETRY_WAITS_MS = [100, 500, 2_000];

const INSERT = `
  INSERT INTO generations (content_key, model_fingerprint, text, finish_reason, prompt_tokens,
    completion_tokens, latency_ms, cost_usd, attempts, token_probabilities, leaked_mass, purpose,
    experiment_id, bought_for)
  SELECT * FROM jsonb_to_recordset($1::jsonb) AS row(
    "contentKey" text, "modelFingerprint" text, text text, "finishReason" text,
    "promptTokens" integer, "completionTokens" integer, "latencyMs" double precision,
    "costUsd" double precision, attempts integer, "tokenProbabilities" jsonb,
    "leakedMass" double precision, purpose text, "experimentId" uuid, "boughtFor" text)
  ON CONFLICT (content_key) DO NOTHING
  RETURNING content_key AS "contentKey"`;

/** Keeps generations in PostgreSQL; those of many callers are written together. */
@Injectable()
export class TypeOrmGenerationRepository
  extends GenerationRepository
  implements BeforeApplicationShutdown
{
  private readonly buffer: WriteBehind<Entry>;

  constructor(private readonly database: Database) {
    super();
    this.buffer = new WriteBehind((entries) => this.write(entries), FLUSH_MS, FLUSH_ROWS);
  }

  override async find(ids: readonly string[]): Promise<Map<string, Generation>> {
    // Outside any transaction, like the writes: a generation once bought stays.
    const rows = await this.database.source.manager.findBy(GenerationRow, {
      contentKey: Any([...ids]),
    });
    return new Map(rows.map((row) => [row.contentKey, toGeneration(row)]));
  }

  override async add(generations: readonly Generation[]): Promise<Generation[]> {
    const entries = generations.map((stored): Entry => ({ stored }));
    await Promise.all(entries.map((entry) => this.buffer.add(entry)));
    return entries.map(({ stored }) => stored);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.buffer.flush();
  }

  private async write(entries: readonly Entry[]): Promise<void> {
    const json = JSON.stringify(entries.map(({ stored }) => toRow(stored)));
    const inserted = new Set(await this.insert(json));
    const late = entries.filter(({ stored }) => !inserted.has(stored.id));
    if (late.length === 0) return;
    const earlier = await this.find(late.map(({ stored }) => stored.id));
    for (const entry of late) entry.stored = earlier.get(entry.stored.id) ?? entry.stored;
  }

  private async insert(json: string): Promise<string[]> {
    for (const wait of RETRY_WAITS_MS) {
      try {
        return await this.insertOnce(json);
      } catch {
        await sleep(wait);
      }
    }
    return this.insertOnce(json);
  }

  private async insertOnce(json: string): Promise<string[]> {
    const rows = await this.database.source.query<{ contentKey: string }[]>(INSERT, [json]);
    return rows.map(({ contentKey }) => contentKey);
  }
}

interface Entry {
  stored: Generation;
}

function toRow({ id, experimentId, ...rest }: Generation): GenerationRow {
  return {
    ...rest,
    contentKey: id,
    experimentId: experimentId ?? null,
    tokenProbabilities: [...rest.tokenProbabilities],
  };
}

function toGeneration({ contentKey, experimentId, ...rest }: GenerationRow): Generation {
  return { ...rest, id: contentKey, experimentId: experimentId ?? undefined };
}
