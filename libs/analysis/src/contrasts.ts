import type { AdapterContrast, AnalysedArm, Contrast } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { type Verdict, verdictOf } from '@equipoise/statistics';
import { analysedArm, isControl, questionsByDataset } from './arms.js';
import { compare } from './comparison.js';
import { contaminationSlices } from './contamination.js';
import { completenessOf } from './completeness.js';
import { clusterTests } from './cluster-tests.js';
import { equivalencePOf } from './equivalence.js';
import { adjustedByFamily, familySizeOf } from './family.js';
import { lengthControlOf } from './length-control.js';
import { pairsOf } from './pairs.js';
import { detectableEffect, questionsForMargin } from './power.js';
import { type TableMeans } from './question-means.js';
import { retrievalSlices } from './retrieval.js';
import { type ScoreTable } from './score-table.js';
import { type SeedComparison, withSeedError } from './seed-error.js';
import {
  differencesBySeed,
  type SeedPairs,
  seedPairsOf,
  treatmentCells,
  type TreatmentCells,
} from './treatment-pairs.js';
import { variancePartsOf } from './variance-parts.js';
import { treatmentArm } from './wording.js';

type Settings = ScoreTable['settings'];
/** A contrast before its verdict. */
export type TestedContrast = Omit<
  Contrast,
  'verdict' | 'reason' | 'sentence' | 'judgeStatus' | 'next'
>;
export type JudgedContrast = Omit<Contrast, 'sentence' | 'judgeStatus' | 'next'>;

export interface Compared {
  readonly cells: TreatmentCells;
  readonly criterion: number;
  readonly pairs: SeedPairs;
  readonly comparison: SeedComparison;
}

/**
 * Every treatment against its base on each dataset, in each context, once a criterion: the family
 * that Holm's procedure covers, once for claims of a difference and once for claims of equivalence. A
 * contrast that cannot be tested still counts in the family. Where a treatment has several seeds, the
 * contrast is about their mean, with the seed as a random factor.
 */
export function contrastsOf(means: TableMeans, settings: Settings): JudgedContrast[] {
  const compared = treatmentCells(means.cells).flatMap((cells) =>
    settings.criteria.map((_, criterion) => comparedOf(cells, criterion, settings)),
  );
  const adjusted = (pValueOf: (comparison: SeedComparison) => number | null) =>
    adjustedByFamily(
      compared.map(({ criterion, comparison }) => {
        return { criterion, pValue: pValueOf(comparison) ?? undefined };
      }),
      settings,
    );
  const ofDifference = adjusted(({ pValue }) => pValue);
  const ofEquivalence = adjusted((comparison) => equivalencePOf(comparison, settings.margin));
  const testAlpha = Math.max(settings.alpha / familySizeOf(compared.length, settings), 1e-12);
  const questions = questionsByDataset(means.cells);
  return compared.map((own, i) => {
    const completeness = completenessOf({
      ...own.cells,
      criterion: own.criterion,
      questions: questions.get(own.cells.tuned[0].cell.dataset) ?? new Set(),
      slots: means.slots,
    });
    const contrast = {
      ...tested(own, settings, testAlpha),
      ...{ adjustedP: ofDifference[i] ?? null, adjustedEquivalenceP: ofEquivalence[i] ?? null },
      completeness,
    };
    return withVerdict(contrast, settings);
  });
}

export function comparedOf(
  cells: TreatmentCells,
  criterion: number,
  { alpha }: Settings,
): Compared {
  const pairs = seedPairsOf(cells, ({ judged }) => judged[criterion]?.mean);
  const comparison = compare(pairs, alpha);
  const seeded = withSeedError(comparison, differencesBySeed(pairs), alpha);
  return { cells, criterion, pairs, comparison: seeded };
}

/** Each adapter of a treatment with several seeds against the base: outside the family, no verdict. */
export function adapterContrasts(means: TableMeans, settings: Settings): AdapterContrast[] {
  return treatmentCells(means.cells)
    .filter(({ tuned }) => tuned.length > 1)
    .flatMap(({ base, tuned }) =>
      tuned.flatMap((own) =>
        settings.criteria.map((criterion, c) => ({
          arm: analysedArm(own.cell.arm),
          dataset: own.cell.dataset,
          context: own.cell.context,
          criterion,
          ...compare(
            pairsOf(base, own, ({ judged }) => judged[c]?.mean),
            settings.alpha,
          ),
        })),
      ),
    );
}

/** The adapter, or the treatment as a whole where it was trained with several seeds. */
function armOf({ tuned }: TreatmentCells): AnalysedArm {
  const arm = analysedArm(tuned[0].cell.arm);
  return tuned.length === 1 ? arm : treatmentArm(arm, tuned.length);
}

/** @param testAlpha level that the smallest detectable effect is for, [1e-12, 0.5) */
export function tested(
  { cells, criterion, pairs, comparison }: Compared,
  settings: Settings,
  testAlpha: number,
): Omit<TestedContrast, 'adjustedP' | 'adjustedEquivalenceP' | 'completeness'> {
  const { cell } = cells.tuned[0];
  const arm = armOf(cells);
  const name = settings.criteria[criterion] ?? '';
  return {
    contrastId: contentId([arm.label, cell.dataset, cell.context, name]),
    arm,
    dataset: cell.dataset,
    context: cell.context,
    criterion: name,
    isControl: isControl(arm),
    ...comparison,
    equivalenceP: equivalencePOf(comparison, settings.margin),
    ...clusterTests(pairs, comparison, settings),
    minimumDetectableEffect: detectableEffect(pairs, comparison, testAlpha),
    questionsForMargin: questionsForMargin(comparison, settings.margin, settings.alpha),
    retrievalSlices: retrievalSlices(cells, criterion, settings.alpha),
    contaminationSlices: contaminationSlices(cells, criterion, settings),
    lengthControl: lengthControlOf(cells, criterion, settings.alpha),
    variance: variancePartsOf(cells, criterion, pairs, comparison),
  };
}

function withVerdict(contrast: TestedContrast, { alpha }: Settings): JudgedContrast {
  const verdict = verdictOf({
    interval: contrast.interval ?? undefined,
    adjustedP: contrast.adjustedP ?? undefined,
    adjustedEquivalenceP: contrast.adjustedEquivalenceP ?? undefined,
    alpha,
  });
  return { ...contrast, verdict, reason: reasonOf(contrast, verdict, alpha) };
}

function reasonOf(
  { note, pValue, equivalenceP }: TestedContrast,
  verdict: Verdict,
  alpha: number,
): Contrast['reason'] {
  if (verdict !== 'not-enough-evidence') return null;
  if (note !== null) return note;
  if (pValue !== null && pValue <= alpha) return 'lost-to-adjustment';
  return equivalenceP !== null && equivalenceP <= alpha
    ? 'equivalence-lost-to-adjustment'
    : 'interval-includes-zero';
}
