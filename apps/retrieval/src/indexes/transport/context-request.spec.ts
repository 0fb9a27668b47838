import type { retrievalV1 } from '@equipoise/contracts';
import { InvalidRetrievalRequestError } from '../domain/indexes.errors.js';
import { toContextsQuery, toSearchQuery } from './context-request.js';

const aRequest = (over: Partial<retrievalV1.GetContextsRequest> = {}) => ({
  datasetVersionId: 'd',
  context: 'retrieved',
  indexId: 'i',
  questionIds: ['q1'],
  topK: 5,
  mode: 'hybrid',
  ...over,
});

function faultsOf(parse: () => unknown): readonly string[] {
  try {
    parse();
  } catch (error) {
    if (error instanceof InvalidRetrievalRequestError) return error.violations.map((v) => v.path);
    throw error;
  }
  return [];
}

describe(toContextsQuery.name, () => {
  it('reads a request for retrieved passages', () => {
    expect(toContextsQuery(aRequest()).kind).toEqual({
      context: 'retrieved',
      indexId: 'i',
      mode: 'hybrid',
      topK: 5,
    });
  });

  it('needs no index, mode or number for gold text or none', () => {
    const bare = { indexId: '', topK: 0, mode: '' };
    expect(toContextsQuery(aRequest({ ...bare, context: 'oracle' })).kind).toEqual({
      context: 'oracle',
      topK: 5,
    });
    expect(toContextsQuery(aRequest({ ...bare, context: 'closed-book' })).kind).toEqual({
      context: 'closed-book',
    });
  });

  it.each([
    [{ context: 'rag' }, ['context']],
    [{ indexId: '', mode: 'fuzzy', topK: 51 }, ['indexId', 'mode', 'topK']],
    [{ topK: 0 }, ['topK']],
    [{ context: 'oracle', topK: -1 }, ['topK']],
    [{ questionIds: Array<string>(1_001).fill('q') }, ['questionIds']],
  ])('refuses %j and names every field at fault', (over, paths) => {
    expect(faultsOf(() => toContextsQuery(aRequest(over)))).toEqual(paths);
  });
});

describe(toSearchQuery.name, () => {
  it('refuses a query without text', () => {
    const request = { indexId: 'i', query: '  ', topK: 5, mode: 'bm25' };
    expect(faultsOf(() => toSearchQuery(request))).toEqual(['query']);
    expect(faultsOf(() => toSearchQuery({ ...request, query: 'tram' }))).toEqual([]);
  });
});
