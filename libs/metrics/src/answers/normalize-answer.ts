const ASCII_PUNCTUATION = /[!-/:-@[-`{-~]/g;
/** The word boundaries of `\b` know ASCII only and would cut the "a" off "caña". */
const ARTICLES = /(?<![\p{L}\p{N}\p{M}_])(?:a|an|the)(?![\p{L}\p{N}\p{M}_])/gu;

/**
 * An answer as SQuAD compares it: lower case, without ASCII punctuation and English articles, single
 * spaces. Only ASCII punctuation goes, as in the original, so that scores match published ones;
 * curly quotes and long dashes stay. Composed and decomposed letters are made equal (NFC).
 *
 * @source Rajpurkar et al. 2016, evaluation script v1.1
 */
export function normalizeAnswer(answer: string): string {
  return answer
    .normalize('NFC')
    .toLowerCase()
    .replace(ASCII_PUNCTUATION, '')
    .replace(ARTICLES, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** Words of a normalised answer; none for an empty one. */
export function answerTokens(answer: string): string[] {
  const normalized = normalizeAnswer(answer);
  return normalized === '' ? [] : normalized.split(' ');
}
