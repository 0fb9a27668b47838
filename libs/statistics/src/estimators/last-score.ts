import { type ScoreScale } from '../interaction/ceiling.js';
import { requireWholeScale } from './whole-scale.js';

interface Patterns {
  /** `1-5`, `1 to 5`, `1 and 5`: what scores there are. */
  readonly scale: RegExp;
  /** `4/5`, `4 out of 5`, `4 of 5`: the score is the part before. */
  readonly outOfHighest: RegExp;
}

/** A number that is no part of a word, a larger number, a fraction or a percentage. */
const NUMBER =
  /(?<![\p{L}\d.,/\-−–])\d+(?:\.\d+)?(?![\p{L}\d%/]|[.,]\d|\s+(?:\/|out of|of)\s*\d|\s*%)/gu;

/**
 * The score in what a judge wrote: the last number within the scale, e.g. on a scale from 1 to 5 the
 * 4 in `4`, `Accuracy: 4`, `**4**`, `4/5` and `score of 4 out of 5`. A decimal such as `3.5` counts as
 * it is.
 *
 * Only whole numbers of the text count: `45`, `0`, `6`, `-3`, `4/10`, `80%`, `3,5`, `4th` and `GPT-4`
 * hold no score. The 5 of `4/5`, `4 out of 5` and of a scale `1-5` is no score either.
 *
 * @returns within the scale; undefined when the text is unreadable
 * @throws InvalidStatisticsInputError when an end of the scale is out of range
 */
export function lastScoreIn(text: string, scale: ScoreScale): number | undefined {
  requireWholeScale(scale);
  const patterns = patternsOf(scale);
  const plain = text.replace(patterns.scale, ' ').replace(patterns.outOfHighest, '$1 ');
  const scores = [...plain.matchAll(NUMBER)]
    .map(([digits]) => Number(digits))
    .filter((value) => value >= scale.low && value <= scale.high);
  return scores.at(-1);
}

function patternsOf({ low, high }: ScoreScale): Patterns {
  const end = String.raw`${high}(?![\d.,]*\d)`;
  return {
    scale: new RegExp(String.raw`(?<![\d.,])${low}\s*(?:-|–|\bto\b|\band\b)\s*${end}`, 'gi'),
    outOfHighest: new RegExp(
      String.raw`(?<![\d.,/])(\d+(?:\.\d+)?)[\s*]*(?:\/|\bout of\b|\bof\b)[\s*]*${end}`,
      'gi',
    ),
  };
}
