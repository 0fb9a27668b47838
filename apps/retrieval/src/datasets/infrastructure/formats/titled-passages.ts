import type { ImportSink } from '../../application/dataset-format.js';

/** A passage without an id: passages with one title are one document. */
export interface TitledPassage {
  readonly title: string;
  readonly text: string;
}

/** Adds the passages of a question, in their order. @returns those that have text */
export async function addPassages<P extends TitledPassage>(
  given: readonly P[],
  sink: ImportSink,
): Promise<P[]> {
  const passages = given.filter(({ text }) => text.trim() !== '');
  for (const { title, text } of passages) {
    await sink.addPassage({ documentId: title, title, text, rank: 0 });
  }
  return passages;
}

/** Ids of the documents that passages are of, each once. */
export function documentIdsOf(passages: readonly TitledPassage[]): string[] {
  return [...new Set(passages.map(({ title }) => title))];
}
