import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { ModelRepository } from '../application/ports.js';
import type { RegisteredRemoteModel, StoredAdapter } from '../domain/catalog-model.js';
import { remoteFingerprint } from '../domain/fingerprints.js';
import { ModelRow } from './model.row.js';

@Injectable()
export class TypeOrmModelRepository extends ModelRepository {
  constructor(private readonly database: Database) {
    super();
  }

  override async find(name: string): Promise<RegisteredRemoteModel | StoredAdapter | undefined> {
    const row = await this.database.manager.findOneBy(ModelRow, { name });
    if (!row) return undefined;
    return row.provider === 'openai' ? toRemote(row) : toAdapter(row);
  }

  override async remotes(): Promise<RegisteredRemoteModel[]> {
    const rows = await this.database.manager.findBy(ModelRow, { provider: 'openai' });
    return rows.map(toRemote);
  }

  override async adapters(): Promise<StoredAdapter[]> {
    const rows = await this.database.manager.findBy(ModelRow, { provider: 'local' });
    return rows.map(toAdapter);
  }

  override async saveRemote(model: RegisteredRemoteModel): Promise<void> {
    await this.database.manager.upsert(ModelRow, toRow(model), ['name']);
  }

  override async addRemote(
    model: RegisteredRemoteModel,
  ): Promise<RegisteredRemoteModel | StoredAdapter | undefined> {
    const added = await this.database.manager
      .createQueryBuilder()
      .insert()
      .into(ModelRow)
      .values(toRow(model))
      .orIgnore()
      .returning('name')
      .execute();
    return (added.raw as unknown[]).length > 0 ? undefined : this.find(model.name);
  }

  override async addAdapter(adapter: StoredAdapter): Promise<StoredAdapter | undefined> {
    const { manager } = this.database;
    await manager
      .createQueryBuilder()
      .insert()
      .into(ModelRow)
      .values({
        name: adapter.name,
        provider: 'local',
        base: adapter.base,
        adapterDigest: adapter.digest,
        adapterFile: adapter.file,
        adapterRank: adapter.rank ?? null,
        tokenProbabilities: true,
        inputUsdPerMillion: 0,
        outputUsdPerMillion: 0,
        licence: '',
        sizeBytes: String(adapter.sizeBytes),
      })
      .orIgnore()
      .execute();
    const stored = await manager.findOneBy(ModelRow, { name: adapter.name, provider: 'local' });
    return stored ? toAdapter(stored) : undefined;
  }
}

function toRow({ prices, fingerprint: _, ...model }: RegisteredRemoteModel): ModelRow {
  return {
    ...model,
    ...prices,
    base: model.base ?? null,
    adapterDigest: model.adapterDigest ?? null,
    adapterFile: null,
    apiKeyRef: model.apiKeyRef ?? null,
    precision: model.precision ?? null,
    chatTemplate: model.chatTemplate ?? null,
    adapterRank: model.adapterRank ?? null,
    sizeBytes: String(model.sizeBytes),
  };
}

function toRemote(row: ModelRow): RegisteredRemoteModel {
  const { endpoint, remoteName, contextTokens, maxConcurrency, timeoutMs } = row;
  if (endpoint === null || remoteName === null) throw incomplete(row);
  if (contextTokens === null || maxConcurrency === null || timeoutMs === null) {
    throw incomplete(row);
  }
  const adapterDigest = row.adapterDigest ?? undefined;
  return {
    provider: 'openai',
    name: row.name,
    base: row.base ?? undefined,
    adapterDigest,
    ...comparedFacts(row),
    fingerprint: remoteFingerprint({ endpoint, remoteName, adapterDigest }),
    endpoint,
    remoteName,
    apiKeyRef: row.apiKeyRef ?? undefined,
    maxConcurrency,
    timeoutMs,
    contextTokens,
    tokenProbabilities: row.tokenProbabilities,
    prices: {
      inputUsdPerMillion: row.inputUsdPerMillion,
      outputUsdPerMillion: row.outputUsdPerMillion,
    },
    licence: row.licence,
    sizeBytes: Number(row.sizeBytes),
  };
}

/** What arms are compared by, as far as it is known. */
function comparedFacts({
  precision,
  chatTemplate,
  adapterRank,
}: ModelRow): Pick<RegisteredRemoteModel, 'precision' | 'chatTemplate' | 'adapterRank'> {
  return {
    precision: precision ?? undefined,
    chatTemplate: chatTemplate ?? undefined,
    adapterRank: adapterRank ?? undefined,
  };
}

function toAdapter(row: ModelRow): StoredAdapter {
  const { name, base, adapterFile, adapterDigest, sizeBytes } = row;
  if (base === null || adapterFile === null || adapterDigest === null) throw incomplete(row);
  return {
    ...{ name, base, file: adapterFile, digest: adapterDigest },
    sizeBytes: Number(sizeBytes),
    rank: row.adapterRank ?? undefined,
  };
}

function incomplete(row: ModelRow): Error {
  return new Error(`the row of model ${row.name} is incomplete`);
}
