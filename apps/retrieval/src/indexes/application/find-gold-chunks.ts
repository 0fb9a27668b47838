import { Injectable } from '@nestjs/common';
import type { Question } from '../../datasets/index.js';
import { ChunkRepository, type StoredChunk } from './ports.js';
import { RankChunks } from './rank-chunks.js';

/** Chunks looked at for one evidence text whose document is unknown. */
const CANDIDATES = 20;

/** Finds the chunks among which the relevant ones of a question are. */
@Injectable()
export class FindGoldChunks {
  constructor(
    private readonly chunks: ChunkRepository,
    private readonly rank: RankChunks,
  ) {}

  /**
   * The chunks of the gold documents; where those are unknown, the chunks most like the evidence by
   * its words. Questions without evidence are graded by document and get none.
   *
   * @returns by question id
   */
  async execute(
    indexId: string,
    questions: readonly Question[],
  ): Promise<ReadonlyMap<string, readonly StoredChunk[]>> {
    const withEvidence = questions.filter((question) => question.evidence.length > 0);
    const ids = new Set(withEvidence.flatMap((question) => question.documentIds));
    const stored = await this.chunks.ofDocuments(indexId, [...ids]);
    const byDocument = Map.groupBy(stored, (chunk) => chunk.documentId);
    const gold = new Map<string, readonly StoredChunk[]>();
    for (const { questionId, documentIds, evidence } of withEvidence) {
      const candidates =
        documentIds.length > 0
          ? documentIds.flatMap((id) => byDocument.get(id) ?? [])
          : await this.likest(indexId, evidence);
      gold.set(questionId, candidates);
    }
    return gold;
  }

  private async likest(indexId: string, evidence: readonly string[]): Promise<StoredChunk[]> {
    const options = { mode: 'bm25', topK: CANDIDATES } as const;
    const rankings = await this.rank.execute(indexId, evidence, options);
    const positions = new Set(rankings.flat().map((hit) => hit.position));
    return this.chunks.at(indexId, [...positions]);
  }
}
