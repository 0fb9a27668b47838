import { meanOf } from '../moments.js';
import { requireThat } from '../require.js';
import { correlation, type CorrelationKind } from './correlations.js';

/** Scores of one document's answers by several systems. */
export interface DocumentScores {
  /** Shape [m], m >= 1. */
  readonly judge: readonly number[];
  /** Shape [m]. */
  readonly human: readonly number[];
}

export interface SummaryLevelCorrelation {
  /** Mean over the documents with a correlation, in [-1, 1]; undefined when none has one. */
  readonly mean: number | undefined;
  /** Of each document in the order given, shape [documents]; undefined where skipped. */
  readonly correlations: readonly (number | undefined)[];
  /** Positions of the documents whose judge or human scores are constant, e.g. a single answer. */
  readonly skipped: readonly number[];
}

/**
 * Agreement of a judge with humans on which answer to the same document is better: one correlation a
 * document, then their mean. Documents on which a side gave one score to all have no correlation; a
 * judge that often cannot tell answers apart is seen only in how many were skipped, so report both.
 *
 * @throws InvalidStatisticsInputError when there is no document, or a document's lists are empty, of
 *   different lengths or not finite
 * @source Liu et al. 2023 (G-Eval, arXiv 2303.16634); Bhandari et al. 2020 (arXiv 2010.07100)
 */
export function summaryLevelCorrelation(
  documents: readonly DocumentScores[],
  kind: CorrelationKind,
): SummaryLevelCorrelation {
  requireThat(documents.length > 0, 'documents is empty; give at least one');
  const correlations = documents.map(({ judge, human }) => correlation(judge, human, kind));
  const known = correlations.filter((value) => value !== undefined);
  return {
    mean: known.length === 0 ? undefined : meanOf(known),
    correlations,
    skipped: correlations.flatMap((value, document) => (value === undefined ? [document] : [])),
  };
}
