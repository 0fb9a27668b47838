import { Injectable } from '@nestjs/common';
import { DatasetReader, type Document, type Question } from '../../datasets/index.js';
import { chunkDocument } from '../domain/chunk-document.js';
import { DEFAULT_CHUNKER_SETTINGS } from '../domain/chunker-settings.js';
import { type Passage, type QuestionContext, toPassage } from '../domain/passage.js';
import type { TokenCounter } from '../domain/token-counter.js';
import { TokenCounters } from './ports.js';

/** Gives each question its gold text. */
@Injectable()
export class OracleContexts {
  constructor(
    private readonly documents: DatasetReader,
    private readonly counters: TokenCounters,
  ) {}

  /**
   * All evidence of a question, in the dataset's order, as one passage each. A question without
   * evidence gets the beginning of its documents instead, at most `topK` passages of 256 tokens: an
   * unanswerable question must have something to read too, or it would be recognised by that.
   *
   * @returns in the order of the questions
   * @throws EmbedderFilesError where a question has no evidence
   */
  async execute(
    datasetVersionId: string,
    questions: readonly Question[],
    topK: number,
  ): Promise<QuestionContext[]> {
    const ids = new Set(questions.flatMap((question) => question.documentIds));
    const found = await this.documents.documentsById(datasetVersionId, [...ids]);
    const byId = new Map(found.map((document) => [document.documentId, document]));
    const counter = questions.some((question) => question.evidence.length === 0)
      ? await this.counters.load()
      : undefined;
    return questions.map((question) => {
      const documents = question.documentIds.flatMap((id) => byId.get(id) ?? []);
      const passages =
        counter && question.evidence.length === 0
          ? beginnings(documents, counter, topK)
          : question.evidence.map((text, i) => toGoldPassage(text, i, documents));
      return { questionId: question.questionId, text: question.text, passages, metrics: undefined };
    });
  }
}

function beginnings(
  documents: readonly Document[],
  counter: TokenCounter,
  topK: number,
): Passage[] {
  const passages: Passage[] = [];
  for (const document of documents) {
    const left = topK - passages.length;
    if (left === 0) break;
    const chunks = chunkDocument(document, DEFAULT_CHUNKER_SETTINGS, counter).slice(0, left);
    passages.push(...chunks.map((chunk) => toPassage(chunk, { score: 0, relevant: true })));
  }
  return passages;
}

/** Evidence whose document cannot be told has no document id and no title. */
function toGoldPassage(text: string, ordinal: number, documents: readonly Document[]): Passage {
  const holder = documents.find(({ paragraphs }) => paragraphs.some((one) => one.includes(text)));
  const only = documents.length === 1 ? documents[0] : undefined;
  const { documentId, title } = holder ?? only ?? { documentId: '', title: '' };
  return {
    passageId: `${documentId}#evidence-${ordinal}`,
    documentId,
    title,
    text,
    score: 0,
    relevant: true,
  };
}
