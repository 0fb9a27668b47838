import { bestOverReferences } from './best-over-references.js';
import { fMeasure } from './f-measure.js';

/**
 * Longest common subsequence of the words of an answer and its best reference, as an F-measure with
 * beta = 1. Words are runs of letters and digits in lower case, without stemming; a script written
 * without spaces has one word a run, so scores on it mean little.
 *
 * Time is the product of the two word counts, memory the smaller of them.
 *
 * @param references shape [m], m >= 1; an empty text where no answer is the right answer
 * @returns in [0, 1]; where either side has no words, 1 if both have none (as in tokenF1), else 0
 * @throws InvalidMetricInputError when there is no reference
 * @source Lin 2004 (ROUGE, ACL workshop) section 3; words and beta as in Google's rouge_score
 */
export function rougeL(answer: string, references: readonly string[]): number {
  const answered = wordsOf(answer);
  return bestOverReferences(references, (reference) => {
    const expected = wordsOf(reference);
    return fMeasure(commonSubsequenceLength(answered, expected), answered.length, expected.length);
  });
}

function wordsOf(text: string): string[] {
  return (
    text
      .normalize('NFC')
      .toLowerCase()
      .match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
  );
}

function commonSubsequenceLength(a: readonly string[], b: readonly string[]): number {
  const [long, short] = a.length >= b.length ? [a, b] : [b, a];
  // lengths[j] belongs to the first j words of the shorter text and the words of the longer so far
  const lengths = new Uint32Array(short.length + 1);
  for (const word of long) {
    let diagonal = 0;
    for (let j = 1; j <= short.length; j += 1) {
      const above = lengths[j] as number;
      lengths[j] = word === short[j - 1] ? diagonal + 1 : Math.max(above, lengths[j - 1] as number);
      diagonal = above;
    }
  }
  return lengths[short.length] as number;
}
