import type { IndexRecord } from '../domain/index-record.js';
import { IndexNotFoundError, IndexNotReadyError } from '../domain/indexes.errors.js';
import type { IndexRepository } from './ports.js';

/**
 * @throws IndexNotFoundError
 * @throws IndexNotReadyError
 */
export async function readyIndex(indexes: IndexRepository, indexId: string): Promise<IndexRecord> {
  const index = await indexes.find(indexId);
  if (!index) throw new IndexNotFoundError(indexId);
  if (index.status !== 'ready') throw new IndexNotReadyError(indexId, index.status, index.reason);
  return index;
}
