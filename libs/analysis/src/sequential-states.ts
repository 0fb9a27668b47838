import {
  anytimePValue,
  bettingEvidence,
  type DifferenceSequence,
  extendDifferenceSequence,
  familyDecisions,
  type SequentialDecision,
  startDifferenceSequence,
} from '@equipoise/statistics';
import { differencesOf, type Pairs } from './pairs.js';
import { SCORE_RANGE, type TableMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';
import { seedPairsOf, treatmentCells, type TreatmentCells } from './treatment-pairs.js';

/** What one contrast has drawn and what it shows so far. */
export interface SequentialState {
  readonly cells: TreatmentCells;
  /** Index of the criterion. */
  readonly criterion: number;
  readonly sequence: DifferenceSequence;
  readonly decision: SequentialDecision;
  /** Waves up to the last that it drew from; the one that decided it, where one did. */
  readonly waves: number;
  /** Of no difference, the smallest at any wave so far, [0, 1]. */
  readonly pValue: number;
}

/** Where 0 lies between the smallest and the largest possible difference. */
const NO_DIFFERENCE = 1 / 2;

/**
 * Goes through the waves of an experiment as it was carried out: at each wave every undecided
 * contrast draws its complete pairs, and e-BH over the whole family decides; a decided contrast draws
 * no more. The same scores give the same decisions, whenever one looks, and what is decided stays so:
 * all that is found together stops together, so that nobody loses what the bar rests on.
 *
 * The claim is about clusters: each document counts once (ADR 7).
 *
 * @returns in the order of the family: every treatment in its place, once a criterion
 * @throws InvalidStatisticsInputError when alpha or the margin is out of range
 */
export function sequentialStates(
  means: TableMeans,
  settings: ScoreTable['settings'],
): SequentialState[] {
  const family = treatmentCells(means.cells).flatMap((cells) =>
    settings.criteria.map((_, criterion) => ({
      ...{ cells, criterion },
      waves: pairsByWave(cells, criterion),
    })),
  );
  let states = family.map(({ cells, criterion }) => before(cells, criterion, settings.alpha));
  const count = Math.max(0, ...family.map(({ waves }) => waves.length));
  for (let wave = 0; wave < count; wave += 1) {
    const drawn = states.map((state, i) => after(state, wave, family[i]?.waves[wave]));
    states = decided(drawn, settings);
  }
  return states;
}

function before(cells: TreatmentCells, criterion: number, alpha: number): SequentialState {
  const scoreRange = SCORE_RANGE.highest - SCORE_RANGE.lowest;
  const sequence = startDifferenceSequence({ alpha, scoreRange, claim: { about: 'clusters' } });
  return { cells, criterion, sequence, decision: 'undecided', waves: 0, pValue: 1 };
}

function after(state: SequentialState, wave: number, pairs: Pairs | undefined): SequentialState {
  const isOver = state.decision !== 'undecided' || pairs === undefined || pairs.base.length === 0;
  if (isOver) return state;
  const { clusters } = pairs;
  const differences = differencesOf(pairs);
  const sequence = extendDifferenceSequence(state.sequence, { differences, clusters });
  const { logEqual } = bettingEvidence(sequence.betting, NO_DIFFERENCE);
  return {
    ...state,
    sequence,
    waves: wave + 1,
    pValue: Math.min(state.pValue, anytimePValue(logEqual)),
  };
}

function decided(
  states: readonly SequentialState[],
  { margin, alpha }: ScoreTable['settings'],
): SequentialState[] {
  const sequences = states.map(({ sequence }) => sequence);
  const found = familyDecisions({ sequences, margin, alpha });
  return states.map((state, i) =>
    state.decision === 'undecided'
      ? { ...state, decision: found[i]?.decision ?? 'undecided' }
      : state,
  );
}

/** Complete pairs of each planned wave, shape [waves]. */
function pairsByWave(cells: TreatmentCells, criterion: number): Pairs[] {
  const all = seedPairsOf(cells, ({ judged }) => judged[criterion]?.mean);
  const places = new Map(all.questionIds.map((questionId, i) => [questionId, i]));
  return (cells.tuned[0].cell.waves ?? []).map((questionIds) => {
    const at = questionIds.flatMap((questionId) => places.get(questionId) ?? []);
    return {
      questionIds: at.map((i) => all.questionIds[i] as string),
      base: at.map((i) => all.base[i] as number),
      tuned: at.map((i) => all.tuned[i] as number),
      clusters: at.map((i) => all.clusters[i] as string),
    };
  });
}
