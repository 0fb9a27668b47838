/**
 * The score in what a judge wrote: the last number from 1 to 5, e.g. 4 in `4`, `Accuracy: 4`,
 * `**4**`, `4/5` and `score of 4 out of 5`. A decimal such as `3.5` counts as it is.
 *
 * Only whole numbers of the text count: `45`, `0`, `6`, `-3`, `4/10`, `80%`, `3,5`, `4th` and `GPT-4`
 * hold no score. The 5 of `4/5`, `4 out of 5` and of a scale `1-5` is no score either.
 *
 * @returns [1, 5]; undefined when the text is unreadable
 */
export function readScore(text: string): number | undefined {
  const plain = text.replace(SCALE, ' ').replace(OUT_OF_FIVE, '$1 ');
  const scores = [...plain.matchAll(NUMBER)]
    .map(([digits]) => Number(digits))
    .filter((value) => value >= 1 && value <= 5);
  return scores.at(-1);
}

/** `1-5`, `1 to 5`, `1 and 5`: what scores there are. */
const SCALE = /(?<![\d.,])1\s*(?:-|–|\bto\b|\band\b)\s*5(?![\d.,]*\d)/gi;
/** `4/5`, `4 out of 5`, `4 of 5`: the score is the part before. */
const OUT_OF_FIVE =
  /(?<![\d.,/])(\d+(?:\.\d+)?)[\s*]*(?:\/|\bout of\b|\bof\b)[\s*]*5(?![\d.,]*\d)/gi;
/** A number that is no part of a word, a larger number, a fraction or a percentage. */
const NUMBER =
  /(?<![\p{L}\d.,/\-−–])\d+(?:\.\d+)?(?![\p{L}\d%/]|[.,]\d|\s+(?:\/|out of|of)\s*\d|\s*%)/gu;
