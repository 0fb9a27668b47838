/** A text with what PostgreSQL cannot hold (U+0000, half a surrogate pair) taken out, and trimmed. */
export function cleanText(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '').trim();
}

/** Paragraphs of a text: runs separated by blank lines; empty ones are dropped. */
export function paragraphsOf(text: string): string[] {
  return withoutEmpty(text.split(/\r?\n[^\S\n]*\r?\n/));
}

/** Cleaned paragraphs; empty ones are dropped. */
export function withoutEmpty(paragraphs: readonly string[]): string[] {
  return paragraphs.map(cleanText).filter((paragraph) => paragraph !== '');
}

/** Distinct texts, cleaned, in order of first appearance; empty ones are dropped. */
export function distinctTexts(texts: readonly string[]): string[] {
  return [...new Set(withoutEmpty(texts))];
}
