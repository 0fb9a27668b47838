/** What the chunker reads of a document. */
export interface SourceDocument {
  readonly documentId: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

/** A passage of one document: what is embedded, found and given to a model to read. */
export interface Chunk {
  readonly documentId: string;
  /** Title of the document; may be empty. */
  readonly title: string;
  /** Verbatim runs of the document's paragraphs, joined by a blank line. */
  readonly text: string;
  /** Place among the chunks of its document, from 0. */
  readonly ordinal: number;
  /** First and last paragraph it takes text from, 0-based, both included. */
  readonly firstParagraph: number;
  readonly lastParagraph: number;
  /** Tokens of `text`, counted sentence by sentence. */
  readonly tokens: number;
  /** Whether it begins or ends inside a sentence, because one was longer than a whole chunk. */
  readonly cutsSentence: boolean;
}

/** Name of a chunk, unique within an index. */
export function passageIdOf(chunk: Pick<Chunk, 'documentId' | 'ordinal'>): string {
  return `${chunk.documentId}#${chunk.ordinal}`;
}

/** What is searched: the title counts as text, because a passage often leaves its subject to it. */
export function searchTextOf(chunk: Pick<Chunk, 'title' | 'text'>): string {
  return chunk.title === '' ? chunk.text : `${chunk.title}\n${chunk.text}`;
}
