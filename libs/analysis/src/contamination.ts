import type { Contrast } from '@equipoise/contracts';
import { verdictOf } from '@equipoise/statistics';
import { compare } from './comparison.js';
import { equivalencePOf } from './equivalence.js';
import { type QuestionMeans } from './question-means.js';
import { type ScoreTable } from './score-table.js';
import { withSeedError } from './seed-error.js';
import { sliceText } from './slice-text.js';
import { differencesBySeed, seedPairsOf, type TreatmentCells } from './treatment-pairs.js';

type Slice = NonNullable<Contrast['contaminationSlices']>['clean'];
type Settings = ScoreTable['settings'];

/**
 * A contrast among the questions that training does not know, and among those that it knows. Each
 * has the verdict that its own interval and p-value give, outside the family; none with sequential
 * stopping, where intervals of a sample fixed beforehand do not hold.
 *
 * @returns null where nobody looked for what test and training share
 */
export function contaminationSlices(
  cells: TreatmentCells,
  criterion: number,
  settings: Settings,
): Contrast['contaminationSlices'] {
  const [tuned] = cells.tuned;
  const isChecked = [...tuned.questions.values()].some(({ isDirty }) => isDirty !== undefined);
  if (!isChecked) return null;
  const slice = (wanted: boolean): Slice =>
    sliceOf(cells, criterion, settings, ({ isDirty }) => isDirty === wanted);
  const [clean, dirty] = [slice(false), slice(true)];
  return { clean, dirty, sentence: sliceSentence(clean, dirty, settings.alpha) };
}

function sliceOf(
  cells: TreatmentCells,
  criterion: number,
  { alpha, margin, sequential }: Settings,
  isWanted: (question: QuestionMeans) => boolean,
): Slice {
  const pairs = seedPairsOf(cells, ({ judged }) => judged[criterion]?.mean, isWanted);
  const compared = withSeedError(compare(pairs, alpha), differencesBySeed(pairs), alpha);
  const { n, clusters, difference, interval, pValue } = compared;
  if (difference === null) return null;
  const verdict = verdictOf({
    interval: interval ?? undefined,
    adjustedP: pValue ?? undefined,
    adjustedEquivalenceP: equivalencePOf(compared, margin) ?? undefined,
    alpha,
  });
  return {
    ...{ n, clusters, difference, interval },
    verdict: sequential === undefined ? verdict : null,
  };
}

function sliceSentence(clean: Slice, dirty: Slice, alpha: number): string {
  if (clean === null || dirty === null) return '';
  return `Where training does not know the question the difference is ${sliceText(clean, alpha)}, where it does it is ${sliceText(dirty, alpha)}.`;
}
