import type { Document } from '../domain/dataset.js';
import { cleanText, distinctTexts } from '../domain/paragraphs.js';
import type { Passage } from './dataset-format.js';
import type { ImportDesk, RecordLog, RecordPosition } from './import-workspace.js';

/** Documents kept at hand because questions about one document mostly stand together. */
const CACHED_DOCUMENTS = 16;

/** The documents of one import, on disk; memory holds their ids and positions. */
export class StagedDocuments {
  private readonly positions = new Map<string, RecordPosition>();
  private readonly passagePositions = new Map<string, RecordPosition[]>();
  private readonly cache = new Map<string, Document>();

  private constructor(
    private readonly documents: RecordLog<Document>,
    private readonly passages: RecordLog<Passage>,
  ) {}

  static async on(desk: ImportDesk): Promise<StagedDocuments> {
    return new StagedDocuments(await desk.newLog<Document>(), await desk.newLog<Passage>());
  }

  get count(): number {
    return this.positions.size;
  }

  has(documentId: string): boolean {
    return this.positions.has(documentId);
  }

  /** Takes a document whose id is new. */
  async add(document: Document): Promise<void> {
    this.positions.set(document.documentId, await this.documents.append(document));
  }

  async addPassage(passage: Passage): Promise<void> {
    const position = await this.passages.append(passage);
    const others = this.passagePositions.get(passage.documentId);
    if (others) others.push(position);
    else this.passagePositions.set(passage.documentId, [position]);
  }

  /** Makes documents of the passages, in the order of each document's first one. */
  async joinPassages(): Promise<void> {
    for (const [documentId, positions] of this.passagePositions) {
      if (this.has(documentId)) continue;
      const passages: Passage[] = [];
      for (const position of positions) passages.push(await this.passages.read(position));
      const document = documentOf(documentId, passages);
      if (document.paragraphs.length > 0) await this.add(document);
    }
    this.passagePositions.clear();
  }

  async get(documentId: string): Promise<Document | undefined> {
    const cached = this.cache.get(documentId);
    if (cached) return cached;
    const position = this.positions.get(documentId);
    if (!position) return undefined;
    const document = await this.documents.read(position);
    const [oldest] = this.cache.keys();
    if (oldest !== undefined && this.cache.size >= CACHED_DOCUMENTS) this.cache.delete(oldest);
    this.cache.set(documentId, document);
    return document;
  }

  all(): AsyncIterable<Document> {
    return this.documents.all();
  }
}

/** One paragraph a passage; a passage that another one holds is dropped. */
function documentOf(documentId: string, passages: readonly Passage[]): Document {
  const sorted = [...passages].sort((a, b) => a.rank - b.rank);
  const texts = distinctTexts(sorted.map(({ text }) => text));
  return {
    documentId,
    title: cleanText(sorted.find(({ title }) => title.trim() !== '')?.title ?? ''),
    paragraphs: texts.filter(
      (text) => !texts.some((other) => other.length > text.length && other.includes(text)),
    ),
  };
}
