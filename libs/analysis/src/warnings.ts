import type { Analysis, AnalysisWarning, Contrast } from '@equipoise/contracts';
import { FEW_CLUSTERS } from './cluster-tests.js';
import { type JudgedContrast } from './contrasts.js';
import { counted, decimal, percent } from './number-text.js';

/** From this mean up there is no room on a 1 to 5 scale to get better. */
const CEILING = 4.5;
const MUCH_LEAKED = 0.2;
const MANY_MISSING = 0.05;

export interface WarningFacts {
  readonly contrasts: readonly JudgedContrast[];
  readonly cells: Analysis['cells'];
  readonly judgements: Analysis['judgements'];
  readonly margin: number;
  /** Treatments that were trained with one seed only, e.g. `qwen2.5-0.5b tuned on 64 pairs`. */
  readonly oneSeed: readonly string[];
  /** What other parts of the service found. */
  readonly reported: readonly string[];
}

/** Everything a reader must know before believing the verdicts, each thing once. */
export function warningsOf(facts: WarningFacts): AnalysisWarning[] {
  const all = [
    ...facts.reported.map((message) => ({ code: 'reported' as const, message })),
    ...cellWarnings(facts.cells),
    ...judgementWarnings(facts.judgements),
    ...overturnable(facts.contrasts),
    ...fewClusters(facts.contrasts),
    ...ceilings(facts.contrasts),
    ...weakDesign(facts),
    ...controls(facts.contrasts),
    ...decidedByDirty(facts.contrasts),
    ...oneSeed(facts.oneSeed),
  ];
  return [...new Map(all.map((warning) => [warning.message, warning])).values()];
}

function cellWarnings(cells: Analysis['cells']): AnalysisWarning[] {
  return cells.flatMap((cell): AnalysisWarning[] => {
    const name = `${cell.arm} on ${cell.dataset} (${cell.context})`;
    const ended: AnalysisWarning[] =
      cell.status === 'done'
        ? []
        : [
            {
              code: 'failed-cell',
              message: `${name} ${cell.status === 'failed' ? 'failed' : 'was cancelled'}: ${cell.reason}`,
            },
          ];
    if (cell.failedAnswers === 0) return ended;
    const message = `${name}: ${cell.failedAnswers} of ${counted(cell.answers, 'answer')} failed and count as missing.`;
    return [...ended, { code: 'failed-answers', message }];
  });
}

function judgementWarnings(judgements: Analysis['judgements']): AnalysisWarning[] {
  return judgements.flatMap(({ criterion, expected, missing, meanLeakedMass }) => {
    const warnings: AnalysisWarning[] = [];
    if (missing > MANY_MISSING * expected) {
      const share = percent(missing / expected);
      warnings.push({
        code: 'missing-judgements',
        message: `${missing} of ${counted(expected, 'judgement')} of ${criterion} are missing (${share}); see the bounds of each contrast.`,
      });
    }
    if (meanLeakedMass > MUCH_LEAKED) {
      warnings.push({
        code: 'leaked-mass',
        message: `The judge puts ${percent(meanLeakedMass)} of its probability for ${criterion} on tokens that are no score; a judge that follows the form would be more reliable.`,
      });
    }
    return warnings;
  });
}

function overturnable(contrasts: readonly JudgedContrast[]): AnalysisWarning[] {
  return contrasts.flatMap(({ verdict, completeness, ...contrast }): AnalysisWarning[] => {
    const { bounds, missingJudgements } = completeness;
    const decided = verdict === 'helps' || verdict === 'hurts';
    if (!decided || bounds === null || bounds.lower > 0 || bounds.upper < 0) return [];
    const range = `${decimal(bounds.lower)} to ${decimal(bounds.upper)}`;
    const message = `${placeOf(contrast)}: ${counted(missingJudgements, 'missing judgement')} could turn "${verdict}" around (difference between ${range} at the extremes).`;
    return [{ code: 'missing-could-overturn', message }];
  });
}

function fewClusters(contrasts: readonly JudgedContrast[]): AnalysisWarning[] {
  return contrasts
    .filter(({ n, clusters, sequential }) => !sequential && n > 0 && clusters < FEW_CLUSTERS)
    .map(({ dataset, clusters }) => ({
      code: 'few-clusters' as const,
      message: `The questions of ${dataset} come from ${counted(clusters, 'document')}; under ${FEW_CLUSTERS}, intervals rest on few independent units. Read the sign-flip and wild bootstrap p-values too.`,
    }));
}

function ceilings(contrasts: readonly JudgedContrast[]): AnalysisWarning[] {
  return contrasts.flatMap(({ meanBase, arm, ...contrast }): AnalysisWarning[] => {
    if (meanBase === null || meanBase < CEILING) return [];
    const { dataset, context, criterion } = contrast;
    const message = `${arm.base} already scores ${decimal(meanBase)} of 5 on ${criterion} (${dataset}, ${context}): little room is left for a gain to show.`;
    return [{ code: 'ceiling', message }];
  });
}

function weakDesign({ contrasts, margin }: WarningFacts): AnalysisWarning[] {
  const effects = contrasts.flatMap(({ minimumDetectableEffect: effect }) =>
    effect !== null && effect > margin ? [effect] : [],
  );
  if (effects.length === 0) return [];
  const range =
    effects.length === 1
      ? decimal(effects[0] as number)
      : `${decimal(Math.min(...effects))} to ${decimal(Math.max(...effects))}`;
  const message = `${effects.length} of ${counted(contrasts.length, 'contrast')} can find with 80 % power only differences of ${range}, more than the margin of ${decimal(margin)}; smaller harms may go unseen.`;
  return [{ code: 'weak-design', message }];
}

function controls(contrasts: readonly JudgedContrast[]): AnalysisWarning[] {
  return contrasts
    .filter(({ isControl, verdict }) => isControl && verdict === 'helps')
    .map((contrast) => ({
      code: 'control-helps' as const,
      message: `${placeOf(contrast)}: a control trained on shuffled answers scores higher, so the judge rewards form; gains of other arms may be form too.`,
    }));
}

function decidedByDirty(contrasts: readonly JudgedContrast[]): AnalysisWarning[] {
  return contrasts.flatMap(({ verdict, contaminationSlices, ...contrast }): AnalysisWarning[] => {
    const { clean, dirty } = contaminationSlices ?? { clean: null, dirty: null };
    if (verdict === 'not-enough-evidence' || dirty === null) return [];
    if (clean?.verdict === verdict || clean?.verdict === null) return [];
    const others =
      clean === null
        ? 'there is no other'
        : `the ${counted(clean.n, 'other')} alone say "${clean.verdict}"`;
    const message = `${placeOf(contrast)}: "${verdict}" rests on ${counted(dirty.n, 'question')} that training knows; ${others}.`;
    return [{ code: 'dirty-questions-decide', message }];
  });
}

function oneSeed(treatments: readonly string[]): AnalysisWarning[] {
  if (treatments.length === 0) return [];
  const message = `Trained with one seed: ${treatments.join('; ')}. Their verdicts are about these adapters, not about fine-tuning.`;
  return [{ code: 'one-seed', message }];
}

function placeOf(contrast: Pick<Contrast, 'arm' | 'dataset' | 'context' | 'criterion'>): string {
  const { arm, dataset, context, criterion } = contrast;
  return `${arm.label} on ${dataset} (${context}, ${criterion})`;
}
