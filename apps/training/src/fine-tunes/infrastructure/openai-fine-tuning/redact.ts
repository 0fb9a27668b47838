/** Keys as the known providers write them, and whatever follows the word Bearer. */
const KEY_LIKE = /\b(sk|pk|hf|gsk|xai)[-_][A-Za-z0-9*_-]{6,}|(?<=Bearer\s)\S+/g;

/** A text from outside without the key that was sent, nor anything that looks like one. */
export function redact(text: string, key: string): string {
  const without = key === '' ? text : text.replaceAll(key, '[key]');
  return without.replace(KEY_LIKE, '[key]');
}
