import { type Interval } from '../clusters/t-interval.js';
import { BettingCapital } from './betting-capital.js';
import {
  type BettingDesign,
  type BettingObservation,
  requireBettingDesign,
  requireBettingObservation,
} from './betting-design.js';
import { fallingRoot } from './falling-root.js';

/**
 * All that is known after some draws; plain data, the same after `JSON` there and back. It does not
 * depend on how the draws were split into waves.
 */
export interface BettingSequence {
  readonly design: BettingDesign;
  /** In the order of drawing, shape [t]. */
  readonly observations: readonly BettingObservation[];
  /** Holds the mean after every draw at once with chance at least 1 - alpha; within [0, 1]. */
  readonly interval: Interval;
  /**
   * Each of its ends holds by itself at 1 - alpha, as two one-sided tests at alpha need; both
   * together at 1 - 2 alpha.
   */
  readonly tostInterval: Interval;
  /**
   * `contradiction`: the draws rule out every mean. They drift, their order was not random, or this
   * is the one time in 1 / alpha. The interval concerned stays at the last one that held something.
   */
  readonly note: 'contradiction' | undefined;
}

/**
 * A confidence sequence for a mean in [0, 1] before the first draw: the interval is [0, 1].
 *
 * @throws InvalidStatisticsInputError when a number of the design is out of range
 */
export function startBettingSequence(design: BettingDesign): BettingSequence {
  requireBettingDesign(design);
  const everything = { lower: 0, upper: 1 };
  return {
    design,
    observations: [],
    interval: everything,
    tostInterval: everything,
    note: undefined,
  };
}

/**
 * The sequence after more draws. Looking after every draw, and stopping whenever one likes, keeps
 * the chance of error: this is the hedged capital sequence with predictable plug-in bets.
 *
 * A draw of several questions is one bet on their mean. In an endless population its stake is scaled
 * by size / largestSize: the mean m of all questions is where E[size (value - m)] = 0, so that
 * 1 + stake size / largestSize (value - m) has expectation 1 there whether or not larger draws have
 * other means, as long as the stake rests on earlier draws only. In a set drawn without replacement
 * in proportion to size the next value has the mean of the questions left, and the stake is full.
 * With all sizes 1 both are the published sequence, the second with its population size N.
 *
 * A call costs time in proportion to the new draws times all draws.
 *
 * @param observations further draws in their order, shape [k]
 * @throws InvalidStatisticsInputError when a value is not in [0, 1] or a size is above what the
 *   design allows
 * @source Waudby-Smith and Ramdas 2024 (J. R. Stat. Soc. B 86, arXiv 2010.09686): hedged capital
 *   confidence sequence, and its version without replacement
 */
export function extendBettingSequence(
  sequence: BettingSequence,
  observations: readonly BettingObservation[],
): BettingSequence {
  const { design } = sequence;
  const capital = capitalOf(sequence);
  let { interval, tostInterval, note } = sequence;
  for (const observation of observations) {
    requireBettingObservation(observation, design, capital.left);
    capital.add(observation);
    const [narrower, narrowerTost] = [
      narrowed(interval, capital, Math.log(2 / design.alpha)),
      narrowed(tostInterval, capital, Math.log(1 / design.alpha)),
    ];
    if (narrower === undefined || narrowerTost === undefined) note = 'contradiction';
    interval = narrower ?? interval;
    tostInterval = narrowerTost ?? tostInterval;
  }
  const all = [...sequence.observations, ...observations];
  return { design, observations: all, interval, tostInterval, note };
}

/** The capital of both gamblers after all draws of a sequence. */
export function capitalOf({ design, observations }: BettingSequence): BettingCapital {
  const capital = new BettingCapital(design);
  for (const observation of observations) capital.add(observation);
  return capital;
}

/** The part of an interval that neither gambler has ruled out; undefined when there is none. */
function narrowed(
  { lower, upper }: Interval,
  capital: BettingCapital,
  enough: number,
): Interval | undefined {
  const above = (m: number): number => capital.logAbove(m) - enough;
  const below = (distance: number): number => capital.logBelow(1 - distance) - enough;
  const next = {
    lower: above(lower) >= 0 ? fallingRoot(above, [lower, 1]) : lower,
    upper: below(1 - upper) >= 0 ? 1 - fallingRoot(below, [1 - upper, 1]) : upper,
  };
  return next.lower <= next.upper ? next : undefined;
}
