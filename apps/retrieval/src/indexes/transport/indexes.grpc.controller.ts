import type { retrievalV1 } from '@equipoise/contracts';
import { GrpcErrorFilter } from '@equipoise/platform';
import { Controller, UseFilters } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { GetContexts } from '../application/get-contexts.js';
import { GetIndex } from '../application/get-index.js';
import { SearchPassages } from '../application/search-passages.js';
import { toContextsQuery, toSearchQuery } from './context-request.js';
import { toGetContextsResponse, toGetIndexResponse, toSearchResponse } from './index-responses.js';

type IndexMethods = Pick<
  retrievalV1.RetrievalServiceController,
  'getContexts' | 'getIndex' | 'search'
>;

@Controller()
@UseFilters(GrpcErrorFilter)
export class IndexesGrpcController implements IndexMethods {
  constructor(
    private readonly contexts: GetContexts,
    private readonly indexes: GetIndex,
    private readonly passages: SearchPassages,
  ) {}

  @GrpcMethod('RetrievalService', 'GetContexts')
  async getContexts(
    request: retrievalV1.GetContextsRequest,
  ): Promise<retrievalV1.GetContextsResponse> {
    return toGetContextsResponse(await this.contexts.execute(toContextsQuery(request)));
  }

  @GrpcMethod('RetrievalService', 'GetIndex')
  async getIndex(request: retrievalV1.GetIndexRequest): Promise<retrievalV1.GetIndexResponse> {
    const { index, chunksDone } = await this.indexes.execute(request.indexId);
    return toGetIndexResponse(index, chunksDone);
  }

  @GrpcMethod('RetrievalService', 'Search')
  async search(request: retrievalV1.SearchRequest): Promise<retrievalV1.SearchResponse> {
    return toSearchResponse(await this.passages.execute(toSearchQuery(request)));
  }
}
