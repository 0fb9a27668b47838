import { contextSchema, type retrievalV1, retrievalModeSchema } from '@equipoise/contracts';
import type { FieldViolation } from '@equipoise/kernel';
import type { ContextKind, GetContextsQuery } from '../application/get-contexts.js';
import type { SearchPassagesQuery } from '../application/search-passages.js';
import { InvalidRetrievalRequestError } from '../domain/indexes.errors.js';

const MOST_QUESTIONS = 1_000;
const MOST_PASSAGES = 50;
const DEFAULT_PASSAGES = 5;

/** @throws InvalidRetrievalRequestError with every field at fault */
export function toContextsQuery(request: retrievalV1.GetContextsRequest): GetContextsQuery {
  const { datasetVersionId, questionIds } = request;
  const violations: FieldViolation[] = [];
  const note = (path: string, message: string): void => void violations.push({ path, message });
  if (questionIds.length > MOST_QUESTIONS) {
    note('questionIds', `has ${questionIds.length} entries; ask for at most ${MOST_QUESTIONS}`);
  }
  const kind = toKind(request, note);
  if (!kind || violations.length > 0) throw new InvalidRetrievalRequestError(violations);
  return { datasetVersionId, questionIds, kind };
}

/** @throws InvalidRetrievalRequestError with every field at fault */
export function toSearchQuery(request: retrievalV1.SearchRequest): SearchPassagesQuery {
  const violations: FieldViolation[] = [];
  const note = (path: string, message: string): void => void violations.push({ path, message });
  if (request.query.trim() === '') note('query', 'is empty; give the text to search for');
  const options = toOptions(request, note);
  if (!options || violations.length > 0) throw new InvalidRetrievalRequestError(violations);
  return { indexId: request.indexId, query: request.query, ...options };
}

type Note = (path: string, message: string) => void;

function toKind(request: retrievalV1.GetContextsRequest, note: Note): ContextKind | undefined {
  const context = contextSchema.safeParse(request.context);
  if (!context.success) {
    note('context', `is "${request.context}"; give one of ${contextSchema.options.join(', ')}`);
    return undefined;
  }
  switch (context.data) {
    case 'closed-book':
      return { context: 'closed-book' };
    case 'oracle':
      return toOracle(request.topK, note);
    case 'retrieved': {
      if (request.indexId === '') note('indexId', 'is empty; name the index to retrieve from');
      const options = toOptions(request, note);
      return options && { context: 'retrieved', indexId: request.indexId, ...options };
    }
  }
}

// Not needed for evidence, so 0 stands for the default.
function toOracle(topK: number, note: Note): ContextKind | undefined {
  if (topK === 0) return { context: 'oracle', topK: DEFAULT_PASSAGES };
  return isPassageCount(topK, note) ? { context: 'oracle', topK } : undefined;
}

function toOptions(
  request: Pick<retrievalV1.SearchRequest, 'mode' | 'topK'>,
  note: Note,
): Pick<SearchPassagesQuery, 'mode' | 'topK'> | undefined {
  const mode = retrievalModeSchema.safeParse(request.mode);
  if (!mode.success) {
    note('mode', `is "${request.mode}"; give one of ${retrievalModeSchema.options.join(', ')}`);
  }
  const fits = isPassageCount(request.topK, note);
  return mode.success && fits ? { mode: mode.data, topK: request.topK } : undefined;
}

function isPassageCount(topK: number, note: Note): boolean {
  const fits = Number.isInteger(topK) && topK >= 1 && topK <= MOST_PASSAGES;
  if (!fits) note('topK', `is ${topK}; give a whole number from 1 to ${MOST_PASSAGES}`);
  return fits;
}
