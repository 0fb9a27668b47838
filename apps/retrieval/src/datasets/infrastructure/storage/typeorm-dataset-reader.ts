import { Database } from '@equipoise/platform';
import { Injectable } from '@nestjs/common';
import { Any, MoreThan } from 'typeorm';
import { DatasetReader } from '../../application/dataset-reader.js';
import type { Document, Question } from '../../domain/dataset.js';
import { DatasetNotFoundError, QuestionNotFoundError } from '../../domain/datasets.errors.js';
import { DatasetVersionRow } from './dataset-version.row.js';
import { DocumentRow } from './document.row.js';
import { QuestionRow } from './question.row.js';

/** Documents fetched at once: whole pages of text, so few. */
const PAGE_DOCUMENTS = 100;

@Injectable()
export class TypeOrmDatasetReader extends DatasetReader {
  constructor(private readonly database: Database) {
    super();
  }

  async *documents(versionId: string): AsyncGenerator<Document> {
    await this.requireVersion(versionId);
    for (let last = -1; ;) {
      const page = await this.database.manager.find(DocumentRow, {
        where: { versionId, ordinal: MoreThan(last) },
        order: { ordinal: 'ASC' },
        take: PAGE_DOCUMENTS,
      });
      for (const { documentId, title, paragraphs } of page) yield { documentId, title, paragraphs };
      last = page.at(-1)?.ordinal ?? last;
      if (page.length < PAGE_DOCUMENTS) return;
    }
  }

  override async documentsById(
    versionId: string,
    documentIds: readonly string[],
  ): Promise<Document[]> {
    await this.requireVersion(versionId);
    const rows = await this.database.manager.find(DocumentRow, {
      where: { versionId, documentId: Any(documentIds) },
      order: { ordinal: 'ASC' },
    });
    return rows.map(({ documentId, title, paragraphs }) => ({ documentId, title, paragraphs }));
  }

  async questions(versionId: string, questionIds: readonly string[]): Promise<Question[]> {
    await this.requireVersion(versionId);
    const rows = await this.database.manager.findBy(QuestionRow, {
      versionId,
      questionId: Any(questionIds),
    });
    const byId = new Map(rows.map((row) => [row.questionId, row]));
    return questionIds.map((id) => {
      const row = byId.get(id);
      if (!row) throw new QuestionNotFoundError(versionId, id);
      return toQuestion(row);
    });
  }

  private async requireVersion(versionId: string): Promise<void> {
    if (await this.database.manager.existsBy(DatasetVersionRow, { versionId })) return;
    throw new DatasetNotFoundError(versionId);
  }
}

function toQuestion(row: QuestionRow): Question {
  const { questionId, cluster, split, text, type, documentIds, evidence } = row;
  return {
    ...{ questionId, cluster, split, text, type },
    references: row.referenceAnswers,
    ...{ documentIds, evidence },
  };
}
