import type { Analysis, AnalysisWarning, HumanLabelFindings } from '@equipoise/contracts';
import { type TableMeans } from '../question-means.js';
import { type AnalysisInput } from '../score-table.js';
import { agreementOf } from './agreement.js';
import { labelledAnswers } from './labelled-answers.js';
import { labelledContrasts, type LabelledContrast } from './labelled-contrasts.js';

/**
 * Adds to an analysis what people said: how far they agree with the judge, and each contrast as they
 * would score it. Verdicts rest on the judge's scores before and after; one that people contradict gets
 * a warning. Without labels the analysis is returned as it is.
 *
 * @param table with labels that `requireTable` accepts
 */
export function withLabels(analysis: Analysis, table: AnalysisInput, means: TableMeans): Analysis {
  const { labels, settings } = table;
  if (labels === undefined || labels.rows.length === 0) return analysis;
  const labelled = labelledAnswers(table, means);
  const humanLabels: HumanLabelFindings = {
    revision: labels.revision,
    labels: labels.rows.length,
    answers: new Set(labels.rows.map(({ answerId }) => answerId)).size,
    raters: new Set(labels.rows.map(({ rater }) => rater)).size,
    agreement: settings.criteria.flatMap((criterion, c) => {
      const own = labelled[c] ?? [];
      return own.length === 0 ? [] : [agreementOf(criterion, own, settings.alpha)];
    }),
    contrasts: labelledContrasts(analysis.contrasts, means, settings, labelled),
  };
  const warnings = [...contradictions(humanLabels.contrasts), ...analysis.warnings];
  return { ...analysis, humanLabels, warnings };
}

function contradictions(contrasts: readonly LabelledContrast[]): AnalysisWarning[] {
  return contrasts
    .filter(({ finding }) => finding === 'contradicts')
    .map(({ arm, dataset, context, criterion, sentence }) => ({
      code: 'labels-contradict' as const,
      message: `${arm} on ${dataset} (${context}, ${criterion}): ${sentence}`,
    }));
}
