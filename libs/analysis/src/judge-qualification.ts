import {
  type Analysis,
  type AnalysisWarning,
  type Contrast,
  type DatasetQualification,
  totalUsage,
} from '@equipoise/contracts';
import type { JudgeTrial } from './score-table.js';

/** An analysis that does not say yet what its judge is worth. */
type WithoutJudge = Omit<Analysis, 'contrasts' | 'cost' | 'judgeQualification'> & {
  readonly contrasts: readonly Omit<Contrast, 'judgeStatus'>[];
  readonly cost: Omit<Analysis['cost'], 'qualification'>;
};

const SWITCHED_OFF = 'the judge was not tried on probes (spec.judge.qualification)';

/**
 * Says next to every verdict what the judge behind it is worth, and what its trial cost. A dataset
 * without a trial, or a criterion that it does not cover, has a judge that was not tested.
 */
export function withJudge(analysis: WithoutJudge, trials: readonly JudgeTrial[]): Analysis {
  const found = qualificationsOf(analysis, trials);
  const statusOf = ({ dataset, criterion }: Pick<Contrast, 'dataset' | 'criterion'>) =>
    found.find((own) => own.dataset === dataset && own.criterion === criterion)?.status ??
    'not-tested';
  const unqualified = found.filter(({ status }) => status === 'unqualified');
  return {
    ...analysis,
    conclusion: {
      ...analysis.conclusion,
      sentence: analysis.conclusion.sentence + conclusionCaveat(unqualified),
    },
    contrasts: analysis.contrasts.map((contrast) => {
      const judgeStatus = statusOf(contrast);
      return { ...contrast, judgeStatus, sentence: contrast.sentence + caveat(judgeStatus) };
    }),
    cost: {
      ...analysis.cost,
      qualification: totalUsage(trials.map(({ usage }) => usage)),
    },
    judgeQualification: found,
    warnings: [...judgeWarnings(found, trials), ...analysis.warnings],
  };
}

/** One for each dataset and criterion that is compared; none where the judge is not known. */
function qualificationsOf(
  { contrasts, settings }: Pick<WithoutJudge, 'contrasts' | 'settings'>,
  trials: readonly JudgeTrial[],
): DatasetQualification[] {
  if (settings.judge === '') return [];
  const places = contrasts.map(({ dataset, criterion }) => ({ dataset, criterion }));
  const once = new Map(places.map((place) => [JSON.stringify(place), place]));
  return [...once.values()].map(({ dataset, criterion }) => {
    const trial = trials.find((own) => own.dataset === dataset);
    const findings = trial?.qualifications.find((own) => own.criterion === criterion) ?? null;
    if (findings) {
      return { dataset, criterion, status: findings.status, reasons: findings.reasons, findings };
    }
    const reason = trial === undefined ? SWITCHED_OFF : `its trial failed: ${trial.failure}`;
    return { dataset, criterion, status: 'not-tested', reasons: [reason], findings };
  });
}

const caveat = (status: Contrast['judgeStatus']): string =>
  status === 'unqualified' ? ' The judge behind this is unqualified.' : '';

function conclusionCaveat(unqualified: readonly DatasetQualification[]): string {
  if (unqualified.length === 0) return '';
  const places = unqualified.map(({ dataset, criterion }) => `${criterion} on ${dataset}`);
  return ` The judge is unqualified for ${places.join(', ')}: verdicts on it are no ground for a decision.`;
}

function judgeWarnings(
  found: readonly DatasetQualification[],
  trials: readonly JudgeTrial[],
): AnalysisWarning[] {
  const tried = new Set(trials.map(({ dataset }) => dataset));
  return found.flatMap(({ dataset, criterion, status, reasons }): AnalysisWarning[] => {
    const why = reasons.join('; ');
    if (status === 'unqualified') {
      const message = `The judge is unqualified for ${criterion} on ${dataset}: ${why}.`;
      return [{ code: 'judge-unqualified', message }];
    }
    if (status === 'qualified' || !tried.has(dataset)) return [];
    const message = `What the judge is worth for ${criterion} on ${dataset} is unknown: ${why}.`;
    return [{ code: 'judge-not-tested', message }];
  });
}
