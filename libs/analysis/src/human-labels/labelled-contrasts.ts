import type { Contrast, HumanLabelFindings } from '@equipoise/contracts';
import { compare } from '../comparison.js';
import { type TableMeans } from '../question-means.js';
import { type ScoreTable } from '../score-table.js';
import { seedPairsOf, treatmentCells } from '../treatment-pairs.js';
import { correctedDifference, FEWEST_LABELLED } from './corrected-difference.js';
import { labelledSentence } from './labelled-sentence.js';
import { type LabelledAnswer } from './labelled-answers.js';
import { meansByQuestion, splitByLabels, type SplitPairs } from './split-pairs.js';

export type LabelledContrast = HumanLabelFindings['contrasts'][number];

/**
 * Each contrast of a labelled criterion as people would score it, beside what the judge said.
 *
 * @param contrasts in the order of the family
 * @param labelled shape [criteria][answers]
 */
export function labelledContrasts(
  contrasts: readonly Contrast[],
  { cells }: TableMeans,
  settings: ScoreTable['settings'],
  labelled: readonly (readonly LabelledAnswer[])[],
): LabelledContrast[] {
  const humanMeans = labelled.map(meansByQuestion);
  const places = treatmentCells(cells).flatMap((own) =>
    settings.criteria.map((_, criterion) => ({ own, criterion })),
  );
  return places.flatMap(({ own, criterion }, i) => {
    const contrast = contrasts[i];
    const human = humanMeans[criterion];
    if (contrast === undefined || human === undefined || human.size === 0) return [];
    const pairs = seedPairsOf(own, ({ judged }) => judged[criterion]?.mean);
    return [labelledContrast(contrast, splitByLabels(pairs, own, human), settings)];
  });
}

function labelledContrast(
  contrast: Contrast,
  split: SplitPairs,
  settings: ScoreTable['settings'],
): LabelledContrast {
  const { contrastId, arm, dataset, context, criterion, difference, interval } = contrast;
  const { people } = split.labelled;
  const alone = compare(people, settings.alpha);
  const isSequential = contrast.sequential !== undefined;
  const { corrected, note } = isSequential
    ? ({ corrected: null, note: 'sequential-stopping' } as const)
    : correctedDifference(split, settings.alpha);
  const found = {
    ...{ contrastId, arm: arm.label, dataset, context, criterion },
    labelled: people.base.length,
    unlabelled: split.rest.base.length,
    clusters: alone.clusters,
    missing: isSequential ? 0 : missingOf(split),
    judge: { difference, interval },
    people: { difference: alone.difference, interval: alone.interval },
    ...{ corrected, note, finding: findingOf(contrast.verdict, corrected, settings.margin) },
  };
  return { ...found, sentence: labelledSentence(found, contrast.verdict, settings.alpha) };
}

/** Questions to label before a difference is corrected: enough, or all. */
function missingOf({ labelled: { people }, rest }: SplitPairs): number {
  return Math.min(Math.max(0, FEWEST_LABELLED - people.base.length), rest.base.length);
}

/** What the corrected interval says to a verdict. */
function findingOf(
  verdict: Contrast['verdict'],
  corrected: LabelledContrast['corrected'],
  margin: number,
): LabelledContrast['finding'] {
  if (corrected === null || verdict === 'not-enough-evidence') return null;
  const { interval, tostInterval } = corrected;
  if (verdict === 'no-practical-difference') {
    if (isBeyond(interval, margin)) return 'contradicts';
    return tostInterval.lower > -margin && tostInterval.upper < margin ? 'supports' : 'undecided';
  }
  if (!isBeyond(interval, 0)) return 'undecided';
  return (verdict === 'helps') === interval.lower > 0 ? 'supports' : 'contradicts';
}

/** Whether all of an interval lies further from 0 than `margin`. */
function isBeyond({ lower, upper }: { lower: number; upper: number }, margin: number): boolean {
  return lower > margin || upper < -margin;
}
