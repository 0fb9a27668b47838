import type { Document, Question } from '../domain/dataset.js';
import type { DatasetCounts } from '../domain/dataset-version.js';
import { ContentHash } from '../domain/content-hash.js';
import type { DraftQuestion } from '../domain/draft-question.js';
import type { Place } from '../domain/import-issue.js';
import { locateEvidence } from '../domain/locate-evidence.js';
import { type Placement, planSplit, type SplitOptions } from '../domain/plan-split.js';
import type { ImportDesk, RecordLog } from './import-workspace.js';
import type { StagedImport, StagedQuestion } from './staged-import.js';

export interface FinishedImport {
  readonly versionId: string;
  readonly counts: DatasetCounts;
  readonly questions: RecordLog<Question>;
}

/**
 * Second pass over what was read: now that all documents are known, gives every question its
 * split, finds its evidence in them, and names the content by its hash.
 */
export async function finishImport(
  staged: StagedImport,
  desk: ImportDesk,
  split: SplitOptions,
): Promise<FinishedImport> {
  await staged.documents.joinPassages();
  const pass = new QuestionPass(staged, await desk.newLog<Question>());
  for await (const document of staged.documents.all()) pass.hash.add(document);
  const placements = placeQuestions(staged, split).values();
  for await (const question of staged.questions.all()) {
    const { value: placement } = placements.next();
    if (placement) await pass.place(question, placement);
  }
  return pass.result();
}

/** Only questions whose documents exist take part in the split: others would take up room in it. */
function placeQuestions(
  { documents, splitKeys }: StagedImport,
  options: SplitOptions,
): Placement[] {
  const unknown = splitKeys.map((key) => key.documentIds.find((id) => !documents.has(id)));
  const usable = splitKeys.filter((_, index) => unknown[index] === undefined);
  const placed = planSplit(usable, options).values();
  return unknown.flatMap((id) => {
    if (id === undefined) return placed.next().value ?? [];
    const message = 'no document with this id was imported: add the document, or correct the id';
    return { field: 'documentIds', value: id, message };
  });
}

class QuestionPass {
  readonly hash = new ContentHash();
  private readonly counts = { train: 0, test: 0, unanswerable: 0, evidenceUnmatched: 0 };

  constructor(
    private readonly staged: StagedImport,
    private readonly questions: RecordLog<Question>,
  ) {}

  async place({ place, draft }: StagedQuestion, placement: Placement): Promise<void> {
    if ('message' in placement) {
      this.staged.issues.error(place, placement);
      return;
    }
    await this.add(place, draft, placement);
  }

  result(): FinishedImport {
    const { train, test, unanswerable, evidenceUnmatched } = this.counts;
    return {
      versionId: this.hash.digest(),
      questions: this.questions,
      counts: {
        documents: this.staged.documents.count,
        trainQuestions: train,
        testQuestions: test,
        unanswerable,
        evidenceUnmatched,
        rowsSkipped: this.staged.issues.rowsSkipped,
      },
    };
  }

  private async add(
    place: Place,
    draft: DraftQuestion,
    { cluster, split }: Pick<Question, 'cluster' | 'split'>,
  ): Promise<void> {
    const related = (draft.relatedDocumentIds ?? []).filter((id) => this.staged.documents.has(id));
    const documentIds = [...new Set([...draft.documentIds, ...related])];
    const { questionId, text, type, references } = draft;
    const evidence = await this.evidenceOf(place, draft.evidence, documentIds);
    const question = {
      ...{ questionId, cluster, split, text, type },
      ...{ references, documentIds, evidence },
    };
    this.hash.add(question);
    this.counts[split] += 1;
    if (type === 'unanswerable') this.counts.unanswerable += 1;
    await this.questions.append(question);
  }

  /** Evidence as it stands in the documents; what is not found there is kept as it was given. */
  private async evidenceOf(
    place: Place,
    evidence: readonly string[],
    documentIds: readonly string[],
  ): Promise<string[]> {
    const located: string[] = [];
    for (const text of evidence) {
      const found = await this.find(text, documentIds);
      if (found === undefined) this.noteUnmatched(place, text, documentIds);
      located.push(found ?? text);
    }
    return [...new Set(located)];
  }

  private async find(
    evidence: string,
    documentIds: readonly string[],
  ): Promise<string | undefined> {
    for (const id of documentIds) {
      const document: Document | undefined = await this.staged.documents.get(id);
      const found = document && locateEvidence(evidence, document.paragraphs);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  private noteUnmatched(place: Place, evidence: string, documentIds: readonly string[]): void {
    this.counts.evidenceUnmatched += 1;
    const where = documentIds.length > 0 ? documentIds.join(', ') : '(the question names none)';
    this.staged.issues.warn(place, {
      field: 'evidence',
      value: evidence,
      message:
        `stands in no paragraph of its documents ${where}: kept for the oracle context, ` +
        'but retrieval cannot be credited for it; give the text as it stands in the document',
    });
  }
}
