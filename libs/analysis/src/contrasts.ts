import type { Comparison, Contrast } from '@equipoise/contracts';
import { contentId } from '@equipoise/kernel';
import { clusterSignFlip, holm, type Verdict, verdictOf } from '@equipoise/statistics';
import { analysedArm, type CellPair, cellPairs, isControl, questionsByDataset } from './arms.js';
import { compare } from './comparison.js';
import { completenessOf } from './completeness.js';
import { differencesOf, type Pairs, pairsOf } from './pairs.js';
import { detectableEffect, questionsForMargin } from './power.js';
import { type TableMeans } from './question-means.js';
import { retrievalSlices } from './retrieval.js';
import { type ScoreTable } from './score-table.js';

/** From here up the t test needs no second opinion. */
const MANY_CLUSTERS = 50;

/** A contrast before its verdict. */
type TestedContrast = Omit<Contrast, 'verdict' | 'reason' | 'sentence'>;
export type JudgedContrast = Omit<Contrast, 'sentence'>;

interface Compared {
  readonly cells: CellPair;
  readonly criterion: number;
  readonly pairs: Pairs;
  readonly comparison: Comparison;
}

/**
 * Every tuned cell against its base, once a criterion: the family that Holm's procedure covers. A
 * contrast that cannot be tested still counts in the family.
 */
export function contrastsOf(means: TableMeans, settings: ScoreTable['settings']): JudgedContrast[] {
  const compared = cellPairs(means.cells).flatMap((cells) =>
    settings.criteria.map((_, criterion): Compared => {
      const pairs = pairsOf(cells.base, cells.tuned, ({ judged }) => judged[criterion]?.mean);
      return { cells, criterion, pairs, comparison: compare(pairs, settings.alpha) };
    }),
  );
  const adjusted = holm(compared.map(({ comparison }) => comparison.pValue ?? undefined));
  const testAlpha = Math.max(settings.alpha / compared.length, 1e-12);
  const questions = questionsByDataset(means.cells);
  return compared.map((own, i) => {
    const { cell } = own.cells.tuned;
    const completeness = completenessOf({
      ...own.cells,
      criterion: own.criterion,
      questions: questions.get(cell.dataset) ?? new Set(),
      slots: means.slots,
    });
    const adjustedP = adjusted[i] ?? null;
    return withVerdict({ ...tested(own, settings, testAlpha), adjustedP, completeness }, settings);
  });
}

function tested(
  { cells, criterion, pairs, comparison }: Compared,
  settings: ScoreTable['settings'],
  testAlpha: number,
): Omit<TestedContrast, 'adjustedP' | 'completeness'> {
  const { cell } = cells.tuned;
  const arm = analysedArm(cell.arm);
  const name = settings.criteria[criterion] ?? '';
  return {
    contrastId: contentId([arm.label, cell.dataset, cell.context, name]),
    arm,
    dataset: cell.dataset,
    context: cell.context,
    criterion: name,
    isControl: isControl(arm),
    ...comparison,
    signFlip: signFlipOf(pairs, comparison, settings.seed),
    minimumDetectableEffect: detectableEffect(pairs, comparison, testAlpha),
    questionsForMargin: questionsForMargin(comparison, settings.margin, settings.alpha),
    retrievalSlices: retrievalSlices(cells, criterion, settings.alpha),
  };
}

function signFlipOf(pairs: Pairs, { n, clusters }: Comparison, seed: string): Contrast['signFlip'] {
  if (n === 0 || clusters >= MANY_CLUSTERS) return null;
  const { pValue, smallestPossibleP, method } = clusterSignFlip({
    differences: differencesOf(pairs),
    clusters: pairs.clusters,
    seed,
  });
  return { pValue, smallestPossibleP, method };
}

function withVerdict(
  contrast: TestedContrast,
  { margin, alpha }: ScoreTable['settings'],
): JudgedContrast {
  const verdict = verdictOf({
    interval: contrast.interval ?? undefined,
    tostInterval: contrast.tostInterval ?? undefined,
    margin,
    adjustedP: contrast.adjustedP ?? undefined,
    alpha,
  });
  return { ...contrast, verdict, reason: reasonOf(contrast, verdict, alpha) };
}

function reasonOf(
  { note, pValue }: TestedContrast,
  verdict: Verdict,
  alpha: number,
): Contrast['reason'] {
  if (verdict !== 'not-enough-evidence') return null;
  if (note !== null) return note;
  return pValue !== null && pValue <= alpha ? 'lost-to-adjustment' : 'interval-includes-zero';
}
