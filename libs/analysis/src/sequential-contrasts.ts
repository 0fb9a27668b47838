import {
  type ClaimEvidence,
  claimEvidence,
  eBenjaminiHochberg,
  type SequentialDecision,
} from '@equipoise/statistics';
import { comparedOf, type JudgedContrast, tested, type TestedContrast } from './contrasts.js';
import { completenessOf } from './completeness.js';
import { meanOf } from './pairs.js';
import { type CellMeans, type TableMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';
import { type SequentialState, sequentialStates } from './sequential-states.js';
import { type TreatmentCells } from './treatment-pairs.js';

type Settings = ScoreTable['settings'];

const VERDICTS = {
  helps: 'helps',
  hurts: 'hurts',
  'no-practical-difference': 'no-practical-difference',
  undecided: 'not-enough-evidence',
} as const satisfies Record<SequentialDecision, JudgedContrast['verdict']>;

/** Numbers that hold for a sample of a size fixed beforehand only. */
const NOT_AFTER_A_STOP = {
  standardError: null,
  degreesOfFreedom: null,
  seedError: null,
  signFlip: null,
  wildBootstrap: null,
  minimumDetectableEffect: null,
  questionsForMargin: null,
} as const;

/**
 * The family of contrasts of an experiment with sequential stopping: intervals are confidence
 * sequences, p-values hold at any wave, and e-BH over all claims decides. A decided contrast is about
 * the waves up to the one that decided it, even if its cells went on for others.
 *
 * @throws InvalidStatisticsInputError when alpha or the margin is out of range
 */
export function sequentialContrasts(means: TableMeans, settings: Settings): JudgedContrast[] {
  const states = sequentialStates(means, settings);
  const evidence = states.map(({ sequence }) => claimEvidence(sequence, settings.margin));
  const adjusted = adjustedLevels(states, evidence, settings.alpha);
  return states.map((state, i) => {
    const cells = withinWaves(state.cells, state.waves);
    const compared = comparedOf(cells, state.criterion, settings);
    const completeness = completenessOf({
      ...cells,
      criterion: state.criterion,
      questions: new Set(plannedIn(state.cells, state.waves)),
      slots: means.slots,
    });
    const contrast = {
      ...tested(compared, settings, settings.alpha),
      ...NOT_AFTER_A_STOP,
      ...byDocument(compared.pairs),
      ...sequenceOf(state),
      ...equivalenceOf(state, evidence[i] as ClaimEvidence, settings.margin),
      ...levelsOf(state, adjusted.slice(3 * i, 3 * i + 3), settings.margin),
      completeness,
      sequential: summaryOf(state, evidence[i] as ClaimEvidence),
    };
    return { ...contrast, verdict: VERDICTS[state.decision], reason: reasonOf(contrast, state) };
  });
}

/** Level at which e-BH finds each claim, three a contrast in the order of `levelsOf`. */
function adjustedLevels(
  states: readonly SequentialState[],
  evidence: readonly ClaimEvidence[],
  alpha: number,
): number[] {
  const eValues = states.flatMap(({ sequence }, i) => {
    const own = evidence[i] as ClaimEvidence;
    return [own['no-practical-difference'], own.helps, own.hurts].map((log) =>
      sequence.note === undefined ? Math.exp(log) : 0,
    );
  });
  return [...eBenjaminiHochberg(eValues, alpha).adjusted];
}

type Levels = Pick<TestedContrast, 'adjustedP' | 'adjustedEquivalenceP'>;

function levelsOf(
  { waves }: SequentialState,
  [ofEquivalence = 1, ofHelps = 1, ofHurts = 1]: readonly number[],
  margin: number,
): Levels {
  if (waves === 0) return { adjustedP: null, adjustedEquivalenceP: null };
  const adjustedEquivalenceP = margin > 0 ? ofEquivalence : null;
  return { adjustedP: Math.min(ofHelps, ofHurts), adjustedEquivalenceP };
}

/** At the last wave; the e-value's reciprocal, as for any wave that one stops at. */
function equivalenceOf(
  { waves, sequence }: SequentialState,
  { 'no-practical-difference': logEvidence }: ClaimEvidence,
  margin: number,
): Pick<TestedContrast, 'equivalenceP'> {
  if (waves === 0 || margin <= 0) return { equivalenceP: null };
  return { equivalenceP: sequence.note === undefined ? Math.min(1, Math.exp(-logEvidence)) : 1 };
}

/** Means over documents of the means of their questions: what the sequence is about. */
function byDocument(pairs: {
  readonly base: readonly number[];
  readonly tuned: readonly number[];
  readonly clusters: readonly string[];
}): Pick<TestedContrast, 'meanBase' | 'meanTuned' | 'difference'> {
  if (pairs.base.length === 0) return { meanBase: null, meanTuned: null, difference: null };
  const places = pairs.clusters.map((_, i) => i);
  const documents = [...Map.groupBy(places, (i) => pairs.clusters[i]).values()];
  const over = (scores: readonly number[]): number =>
    meanOf(documents.map((own) => meanOf(own.map((i) => scores[i] as number))));
  const [meanBase, meanTuned] = [over(pairs.base), over(pairs.tuned)];
  return { meanBase, meanTuned, difference: meanTuned - meanBase };
}

function sequenceOf({
  waves,
  sequence,
  pValue,
}: SequentialState): Pick<TestedContrast, 'interval' | 'tostInterval' | 'pValue' | 'note'> {
  if (waves === 0) return { interval: null, tostInterval: null, pValue: null, note: 'no-pairs' };
  const { interval, tostInterval } = sequence;
  return { interval, tostInterval, pValue, note: null };
}

function summaryOf(
  { cells, waves, decision }: SequentialState,
  evidence: ClaimEvidence,
): NonNullable<JudgedContrast['sequential']> {
  const planned = cells.tuned[0].cell.waves ?? [];
  return {
    waves,
    plannedWaves: planned.length,
    isDecided: decision !== 'undecided',
    plannedQuestions: planned.flat().length,
    logEvidence: {
      helps: evidence.helps,
      hurts: evidence.hurts,
      noPracticalDifference: evidence['no-practical-difference'],
    },
  };
}

function reasonOf(
  { interval }: Pick<TestedContrast, 'interval'>,
  { decision, sequence }: SequentialState,
): JudgedContrast['reason'] {
  if (decision !== 'undecided') return null;
  if (interval === null) return 'no-pairs';
  if (sequence.note !== undefined) return 'sequence-contradiction';
  const leavesOutZero = interval.lower > 0 || interval.upper < 0;
  return leavesOutZero ? 'lost-to-adjustment' : 'interval-includes-zero';
}

/** Ids of the questions planned for the first waves. */
function plannedIn({ tuned }: TreatmentCells, waves: number): string[] {
  return (tuned[0].cell.waves ?? []).slice(0, waves).flat();
}

function withinWaves(cells: TreatmentCells, waves: number): TreatmentCells {
  const wanted = new Set(plannedIn(cells, waves));
  const kept = (cell: CellMeans): CellMeans => ({
    ...cell,
    questions: new Map([...cell.questions].filter(([questionId]) => wanted.has(questionId))),
  });
  const [first, ...others] = cells.tuned;
  return {
    base: cells.base && kept(cells.base),
    tuned: [kept(first), ...others.map(kept)],
  };
}
