import { meanOf } from '../moments.js';
import { requireThat } from '../require.js';
import { type Context, type ContextDesign, CONTEXTS, requireDesign } from './context-design.js';

/** Ends of the scale that the judge scores on, e.g. 1 and 5; low < high. */
export interface ScoreScale {
  readonly low: number;
  readonly high: number;
}

export interface CeilingCell {
  readonly model: 'base' | 'tuned';
  readonly context: Context;
  readonly mean: number;
}

/** 4.5 on a scale from 1 to 5, as a share of the scale. */
const CEILING_SHARE = 0.875;

/**
 * Cells whose mean is in the top eighth of the scale (above 4.5 on 1 to 5). There a gain has no room,
 * so a difference in differences may show the scale and not the models: repeat it `onLogitScale`.
 *
 * @throws InvalidStatisticsInputError when a list is empty, of another length, not finite or off the
 *   scale, or the scale has no length
 */
export function ceilingCells(design: ContextDesign, scale: ScoreScale): CeilingCell[] {
  requireOnScale(design, scale);
  const ceiling = scale.low + CEILING_SHARE * (scale.high - scale.low);
  return (['base', 'tuned'] as const)
    .flatMap((model) =>
      CONTEXTS.map((context) => ({ model, context, mean: meanOf(design[model][context]) })),
    )
    .filter(({ mean }) => mean > ceiling);
}

/**
 * The design with each score s as the logit of (s - low) / (high - low), on which equal odds ratios
 * are equal differences; pass it to `contextContrasts`.
 *
 * @param clip the share of the scale is kept in [clip, 1 - clip], in (0, 0.5), because the logit of
 *   0 and 1 is not finite; results at the ends depend on it, so state it. Default 0.01, logit 4.6
 * @throws InvalidStatisticsInputError as ceilingCells, or when `clip` is out of range
 * @source log odds: Cox 1958 (J. R. Stat. Soc. B 20)
 */
export function onLogitScale(design: ContextDesign, scale: ScoreScale, clip = 0.01): ContextDesign {
  requireOnScale(design, scale);
  requireThat(clip > 0 && clip < 0.5, `clip is ${clip}; give a share between 0 and 0.5`);
  const logit = (score: number): number => {
    const share = (score - scale.low) / (scale.high - scale.low);
    const kept = Math.min(1 - clip, Math.max(clip, share));
    return Math.log(kept / (1 - kept));
  };
  const transformed = ({ closedBook, oracle, retrieved }: ContextDesign['base']) => ({
    closedBook: closedBook.map(logit),
    oracle: oracle.map(logit),
    retrieved: retrieved.map(logit),
  });
  return { base: transformed(design.base), tuned: transformed(design.tuned) };
}

function requireOnScale(design: ContextDesign, { low, high }: ScoreScale): void {
  requireThat(
    Number.isFinite(low) && Number.isFinite(high) && low < high,
    `scale is ${low} to ${high}; give two finite ends, the lower first`,
  );
  requireDesign(design);
  for (const model of ['base', 'tuned'] as const) {
    for (const context of CONTEXTS) {
      const off = design[model][context].find((score) => score < low || score > high);
      requireThat(
        off === undefined,
        `${model}.${context} holds ${off}, which is off the scale ${low} to ${high}`,
      );
    }
  }
}
