/**
 * Finds gold evidence in a document: a paragraph or a stretch of one that equals it, or else one
 * that equals it when any run of white space counts as any other.
 *
 * @param evidence not empty
 * @returns the text as it stands in the paragraph, so that it can be found there again; undefined
 *   when no paragraph holds it
 */
export function locateEvidence(
  evidence: string,
  paragraphs: readonly string[],
): string | undefined {
  if (paragraphs.some((paragraph) => paragraph.includes(evidence))) return evidence;
  const words = evidence.trim().split(/\s+/).map(escaped);
  const pattern = new RegExp(words.join('\\s+'));
  for (const paragraph of paragraphs) {
    const found = pattern.exec(paragraph);
    if (found) return found[0];
  }
  return undefined;
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
