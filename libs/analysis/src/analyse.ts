import {
  type AnalysedArm,
  type Analysis,
  ANALYSIS_SCHEMA_VERSION,
  type Contrast,
  NO_USAGE,
} from '@equipoise/contracts';
import { acrossSeeds } from './across-seeds.js';
import { armMeansOf } from './arm-means.js';
import { analysedArm, treatmentKey } from './arms.js';
import { requireTable } from './check-table.js';
import { conclusionOf } from './conclusion.js';
import { contextEffects } from './context-effects.js';
import { adapterContrasts, contrastsOf, type JudgedContrast } from './contrasts.js';
import { withJudge } from './judge-qualification.js';
import { familySizeOf } from './family.js';
import { withLabels } from './human-labels/human-labels.js';
import { nextPurchase, priceOf } from './next-purchase.js';
import { meansOf, type TableMeans } from './question-means.js';
import { researchFindings } from './research-findings.js';
import { retrievalQuality } from './retrieval.js';
import { type AnalysisInput } from './score-table.js';
import { secondaryContrasts } from './secondary.js';
import { sentenceOf } from './sentence.js';
import { sequentialContrasts } from './sequential-contrasts.js';
import { savingsOf } from './sequential-savings.js';
import { warningsOf } from './warnings.js';
import { dose } from './wording.js';

/**
 * What an experiment showed. Depends on nothing but the table, whose rows may come in any order;
 * cells keep theirs, and with it arms, contrasts and charts.
 *
 * @throws InvalidScoreTableError naming row, column and value of scores off the scale, of rows listed
 *   twice and the like
 * @throws InvalidStatisticsInputError when alpha is outside [1e-12, 0.5) or the margin below 0
 */
export function analyse(table: AnalysisInput): Analysis {
  requireTable(table);
  const { settings } = table;
  const means = meansOf(table);
  const arms = armsOf(table);
  const cells = cellsOf(means);
  const judged =
    settings.sequential === undefined
      ? contrastsOf(means, settings)
      : sequentialContrasts(means, settings);
  const judgements = settings.criteria.map((_, i) => means.judgements.count(i));
  const seeds = seedCounts(arms);
  const analysis = {
    ...documentHead(table, means, familySizeOf(judged.length, settings)),
    conclusion: conclusionOf(
      judged,
      [...seeds.values()].every((count) => count === 1),
    ),
    arms,
    contrasts: completed(judged, table, means, seeds),
    adapters: adapterContrasts(means, settings),
    acrossSeeds: acrossSeeds(judged, settings),
    research: researchFindings(means, settings),
    contextEffects: contextEffects(means.cells, settings),
    secondary: secondaryContrasts(means.cells, settings.alpha),
    armMeans: armMeansOf(means.cells, settings),
    retrieval: retrievalQuality(means.cells, settings.alpha),
    cells,
    judgements,
    cost: {
      answers: table.usage.answers,
      judgements: table.usage.judgements,
      guards: table.guardUsage ?? NO_USAGE,
      trainingSeconds: table.trainingSeconds,
      wallSeconds: table.wallSeconds,
    },
    savings: savingsOf(means, settings),
    warnings: warningsOf({
      contrasts: judged,
      cells,
      judgements,
      margin: settings.margin,
      oneSeed: oneSeedTreatments(arms, seeds),
      reported: table.warnings,
    }),
    guards: [...(table.guards ?? [])],
    adapterChecks: (table.adapterChecks ?? []).map(({ check, ...arms }) => ({ ...arms, ...check })),
  };
  return withLabels(withJudge(analysis, table.judgeTrials ?? []), table, means);
}

function documentHead(
  { experimentId, name, createdAt, settings }: AnalysisInput,
  { judgements, answersPerQuestion }: TableMeans,
  familySize: number,
): Pick<Analysis, 'schemaVersion' | 'experimentId' | 'name' | 'createdAt' | 'settings'> {
  return {
    schemaVersion: ANALYSIS_SCHEMA_VERSION,
    experimentId,
    name,
    createdAt,
    settings: { ...settings, repeats: judgements.repeats, answersPerQuestion, familySize },
  };
}

/** Contrasts with their sentences, and with what to buy where they are too wide. */
function completed(
  contrasts: readonly JudgedContrast[],
  { cells, settings, usage, trainingSeconds }: AnalysisInput,
  { answersPerQuestion, judgements }: TableMeans,
  seeds: ReadonlyMap<string, number>,
): Omit<Contrast, 'judgeStatus'>[] {
  const severalDatasets = new Set(cells.map(({ dataset }) => dataset)).size > 1;
  const adapters = [...seeds.values()].reduce((sum, own) => sum + own, 0);
  const prices = {
    answer: priceOf(usage.answers),
    call: priceOf(usage.judgements),
    trainingSeconds: adapters === 0 ? 0 : trainingSeconds / adapters,
    criteria: settings.criteria.length,
  };
  const now = { answers: answersPerQuestion, repeats: judgements.repeats };
  return contrasts.map((contrast) => {
    const oneSeed = seeds.get(treatmentKey(contrast.arm)) === 1;
    const facts = { margin: settings.margin, alpha: settings.alpha, severalDatasets, oneSeed };
    const next = nextPurchase(contrast, now, prices, settings);
    return { ...contrast, next, sentence: sentenceOf(contrast, facts) };
  });
}

function oneSeedTreatments(
  arms: readonly AnalysedArm[],
  seeds: ReadonlyMap<string, number>,
): string[] {
  return arms.flatMap((arm) =>
    arm.treatment !== null && seeds.get(treatmentKey(arm)) === 1
      ? [`${arm.base} ${dose(arm.treatment)}`]
      : [],
  );
}

function armsOf({ cells }: AnalysisInput): AnalysedArm[] {
  return [...new Map(cells.map(({ arm }) => [arm.label, analysedArm(arm)])).values()];
}

/** Tuned arms that share a treatment, by its key. */
function seedCounts(arms: readonly AnalysedArm[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const arm of arms) {
    if (arm.treatment === null) continue;
    const key = treatmentKey(arm);
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function cellsOf({ cells }: TableMeans): Analysis['cells'] {
  return cells.map(({ cell, answers, failedAnswers, questions }) => ({
    cellId: cell.cellId,
    arm: cell.arm.label,
    dataset: cell.dataset,
    context: cell.context,
    status: cell.status,
    reason: cell.reason,
    questions: questions.size,
    answers,
    failedAnswers,
  }));
}
