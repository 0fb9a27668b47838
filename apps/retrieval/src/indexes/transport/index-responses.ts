import type { retrievalV1 } from '@equipoise/contracts';
import type { IndexRecord } from '../domain/index-record.js';
import type { Passage, QuestionContext } from '../domain/passage.js';

export function toGetContextsResponse(
  contexts: readonly QuestionContext[],
): retrievalV1.GetContextsResponse {
  return {
    contexts: contexts.map(({ questionId, text, passages, metrics }) => ({
      questionId,
      text,
      passages: [...passages],
      metrics,
    })),
  };
}

export function toGetIndexResponse(
  { indexId, datasetVersionId, status, extent, reason }: IndexRecord,
  chunksDone: number,
): retrievalV1.GetIndexResponse {
  const chunksTotal = extent?.chunks ?? 0;
  return { indexId, datasetVersionId, status, chunksDone, chunksTotal, reason };
}

export function toSearchResponse(passages: readonly Passage[]): retrievalV1.SearchResponse {
  return { passages: [...passages] };
}
