const PUNCTUATION = /[\p{P}\p{S}]/gu;

/**
 * Words of a text as overlap is looked for: lower case, without punctuation, split at white space. The
 * published filters delete ASCII punctuation only; here all of Unicode's goes, so that curly quotes and
 * long dashes hide nothing.
 *
 * @source Brown et al. 2020 (arXiv 2005.14165) appendix C
 */
export function overlapWords(text: string): string[] {
  return text
    .normalize('NFC')
    .toLowerCase()
    .replace(PUNCTUATION, '')
    .split(/\s+/)
    .filter((word) => word !== '');
}

/**
 * Every run of `n` words, each once; none when there are fewer words.
 *
 * @param n whole, >= 1
 */
export function ngramsOf(words: readonly string[], n: number): Set<string> {
  const ngrams = new Set<string>();
  for (let end = n; end <= words.length; end += 1) {
    ngrams.add(words.slice(end - n, end).join(' '));
  }
  return ngrams;
}
