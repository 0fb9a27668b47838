/**
 * Finds gold evidence in a document: a paragraph equal to it, or else a stretch of one paragraph
 * that equals it when any run of white space counts as any other.
 *
 * @returns the text as it stands in the paragraph, so that it can be found there again; undefined
 *   when no paragraph holds it
 */
export function locateEvidence(
  evidence: string,
  paragraphs: readonly string[],
): string | undefined {
  if (paragraphs.includes(evidence)) return evidence;
  const words = evidence.trim().split(/\s+/);
  if (words[0] === '' || words[0] === undefined) return undefined;
  const pattern = new RegExp(words.map(escaped).join('\\s+'));
  for (const paragraph of paragraphs) {
    const found = pattern.exec(paragraph);
    if (found) return found[0];
  }
  return undefined;
}

function escaped(word: string): string {
  return word.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
