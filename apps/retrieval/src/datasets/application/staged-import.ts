import { canonicalJson } from '@equipoise/kernel';
import type { Document } from '../domain/dataset.js';
import type { DraftQuestion } from '../domain/draft-question.js';
import type { Place } from '../domain/import-issue.js';
import { IssueLog } from '../domain/issue-log.js';
import { cleanText, distinctTexts, withoutEmpty } from '../domain/paragraphs.js';
import type { SplitKey } from '../domain/plan-split.js';
import type { ImportSink, Passage } from './dataset-format.js';
import type { ImportDesk, RecordLog } from './import-workspace.js';
import { StagedDocuments } from './staged-documents.js';

/** Longest id of a document or question, characters: it is a key of the database's indexes. */
const MAX_ID_CHARACTERS = 512;

export interface StagedQuestion {
  readonly place: Place;
  readonly draft: DraftQuestion;
}

/** What one import has read so far, checked row by row. */
export class StagedImport implements ImportSink {
  readonly issues = new IssueLog();
  /** One for each staged question, in their order. */
  readonly splitKeys: SplitKey[] = [];
  private readonly questionIds = new Set<string>();

  private constructor(
    readonly documents: StagedDocuments,
    readonly questions: RecordLog<StagedQuestion>,
    private readonly retrievalOnly: boolean,
  ) {}

  static async on(desk: ImportDesk, retrievalOnly: boolean): Promise<StagedImport> {
    const documents = await StagedDocuments.on(desk);
    return new StagedImport(documents, await desk.newLog<StagedQuestion>(), retrievalOnly);
  }

  async addDocument(place: Place, given: Document): Promise<void> {
    const document: Document = {
      documentId: cleanText(given.documentId),
      title: cleanText(given.title),
      paragraphs: withoutEmpty(given.paragraphs),
    };
    const fault = idFault('document', document.documentId) ?? (await this.documentFault(document));
    if (fault === 'same') return;
    if (fault === undefined) await this.documents.add(document);
    else this.issues.error(place, { field: 'id', value: document.documentId, message: fault });
  }

  async addPassage(passage: Passage): Promise<void> {
    const documentId = cleanText(passage.documentId);
    if (idFault('document', documentId) === undefined) {
      await this.documents.addPassage({ ...passage, documentId });
    }
  }

  async addQuestion(place: Place, given: DraftQuestion): Promise<void> {
    const draft = cleaned(given);
    const fault = idFault('question', draft.questionId) ?? this.questionFault(draft);
    if (fault !== undefined) {
      const { field, value, message } = typeof fault === 'string' ? idIssue(draft, fault) : fault;
      this.issues.error(place, { field, value, message });
      return;
    }
    this.questionIds.add(draft.questionId);
    const { questionId, documentIds, relatedDocumentIds = [], cluster, split } = draft;
    this.splitKeys.push({ questionId, documentIds, relatedDocumentIds, cluster, split });
    await this.questions.append({ place, draft });
  }

  async document(documentId: string): Promise<Document | undefined> {
    return this.documents.get(cleanText(documentId));
  }

  private async documentFault(document: Document): Promise<string | undefined> {
    if (document.paragraphs.length === 0) {
      return 'the document has no text: give it some, or leave it out';
    }
    const known = await this.documents.get(document.documentId);
    if (known === undefined) return undefined;
    return canonicalJson(known) === canonicalJson(document)
      ? 'same'
      : 'another document with other text has this id: ids must be unique';
  }

  private questionFault(draft: DraftQuestion): ReturnType<typeof idIssue> | undefined {
    if (this.questionIds.has(draft.questionId)) {
      return idIssue(draft, 'another question has this id: ids must be unique in the dataset');
    }
    if (draft.text === '') {
      return { field: 'question', value: '', message: 'the question has no text: give it some' };
    }
    if (draft.references.length === 0 && !this.retrievalOnly) {
      return {
        field: 'answers',
        value: '',
        message:
          'the question has no reference answer: give one, or mark the question unanswerable',
      };
    }
    return undefined;
  }
}

function idIssue(
  draft: DraftQuestion,
  message: string,
): { field: string; value: string; message: string } {
  return { field: 'id', value: draft.questionId, message };
}

function idFault(what: string, id: string): string | undefined {
  if (id === '') return `the ${what} has no id: give it one`;
  if (id.length <= MAX_ID_CHARACTERS) return undefined;
  return `an id of ${id.length} characters is too long: use at most ${MAX_ID_CHARACTERS}`;
}

function cleaned(draft: DraftQuestion): DraftQuestion {
  return {
    ...draft,
    questionId: cleanText(draft.questionId),
    text: cleanText(draft.text),
    references: distinctTexts(draft.references),
    documentIds: distinctTexts(draft.documentIds),
    evidence: distinctTexts(draft.evidence),
    ...(draft.relatedDocumentIds && {
      relatedDocumentIds: distinctTexts(draft.relatedDocumentIds),
    }),
    ...(draft.cluster !== undefined && { cluster: cleanText(draft.cluster) }),
  };
}
