import type { retrievalV1 } from '@equipoise/contracts';
import type { VersionPosition } from '../application/dataset-versions.js';
import type { Question, Split } from '../domain/dataset.js';
import type { DatasetVersion } from '../domain/dataset-version.js';
import { InvalidDatasetRequestError } from '../domain/datasets.errors.js';

export function toDatasetMessage(dataset: DatasetVersion): retrievalV1.Dataset {
  const { name, version, versionId, format, counts, issues, createdAt } = dataset;
  return {
    ...{ name, version, versionId, format },
    ...counts,
    issues: [...issues],
    createdAt: createdAt.toISOString(),
  };
}

export function toQuestionMessage(question: Question): retrievalV1.Question {
  return {
    ...question,
    references: [...question.references],
    documentIds: [...question.documentIds],
    evidence: [...question.evidence],
  };
}

/** @throws InvalidDatasetRequestError */
export function toSplit(split: string): Split {
  if (split === 'train' || split === 'test') return split;
  throw new InvalidDatasetRequestError('split', `"${split}" is no split: use train or test`);
}

export function toCursor({ createdAt, name, version }: VersionPosition): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), name, version])).toString(
    'base64url',
  );
}

/**
 * @param cursor of the page before; empty for the first page
 * @throws InvalidDatasetRequestError for a text that `toCursor` did not make
 */
export function fromCursor(cursor: string): VersionPosition | undefined {
  if (cursor === '') return undefined;
  const position = decoded(cursor);
  if (position && toCursor(position) === cursor) return position;
  const message =
    'the cursor is none that a page came with: pass it on unchanged, or leave it empty';
  throw new InvalidDatasetRequestError('cursor', message);
}

function decoded(cursor: string): VersionPosition | undefined {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    if (!Array.isArray(parts)) return undefined;
    const [time, name, version] = parts as unknown[];
    const createdAt = new Date(String(time));
    const known = typeof name === 'string' && typeof version === 'number' && !isNaN(+createdAt);
    return known ? { createdAt, name, version } : undefined;
  } catch {
    return undefined; // refused like any other cursor of a wrong shape
  }
}
