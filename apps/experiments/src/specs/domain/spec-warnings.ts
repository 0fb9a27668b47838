import { type ExperimentSpec, repeatsOf, waveQuestions } from './experiment-spec.js';
import { clusterCount, promptTokens } from './estimates.js';
import { modelPlaces, type SpecFacts } from './facts.js';
import { questionCount } from './question-order.js';

/** Below this many clusters cluster-robust intervals are rough (Cameron and Miller 2015, section VI). */
const FEW_CLUSTERS = 20;

/** Below this many clusters sequences of a difference of 1 point stay undecided (docs/adr, number 7). */
const FEW_CLUSTERS_IN_SEQUENCE = 30;

/** What a person should know before this is run; none of it stops the experiment. */
export function warningsOf(spec: ExperimentSpec, facts: SpecFacts): string[] {
  return [
    ...judgeWarnings(spec),
    ...comparisonWarnings(spec),
    ...questionWarnings(spec, facts),
    ...clusterWarnings(spec, facts),
    ...modelWarnings(spec, facts),
  ];
}

function judgeWarnings(spec: ExperimentSpec): string[] {
  const { judge } = spec;
  const warnings: string[] = [];
  if (judge.repeats !== undefined && judge.repeats > 1 && repeatsOf(spec) === 1) {
    warnings.push(
      `spec.judge.repeats is ${judge.repeats}, and 1 is used: token probabilities are the same at every call`,
    );
  }
  const arms = spec.arms.flatMap(({ base, tuned = [] }) => [base, ...tuned.map((t) => t.model)]);
  if (arms.includes(judge.model)) {
    return [
      ...warnings,
      `the judge "${judge.model}" is also an arm: it may favour its own answers`,
    ];
  }
  const kin = arms.find((arm) => familyOf(arm) === familyOf(judge.model));
  if (kin === undefined) return warnings;
  return [
    ...warnings,
    `the judge "${judge.model}" and the arm "${kin}" are of one family: it may favour its kin`,
  ];
}

/** The leading letters of a model's name: `qwen` for `qwen2.5-0.5b-instruct`. */
export function familyOf(model: string): string {
  const name = model.split('/').at(-1) ?? model;
  return (/^[a-z]+/i.exec(name)?.[0] ?? name).toLowerCase();
}

function comparisonWarnings({ arms }: ExperimentSpec): string[] {
  const isCompared = arms.some(
    ({ fineTune, tuned }) => fineTune !== undefined || tuned !== undefined,
  );
  return isCompared
    ? []
    : ['no arm is tuned: scores are reported, and nothing is compared with its base'];
}

function questionWarnings(spec: ExperimentSpec, { datasets }: SpecFacts): string[] {
  const { limit, perContext = {} } = spec.questions ?? {};
  const wanted = Math.max(limit ?? 0, ...Object.values(perContext).map((count) => count ?? 0));
  return datasets
    .filter(({ testQuestions }) => wanted > testQuestions.length)
    .map(
      ({ label, testQuestions }) =>
        `${wanted} questions are asked for, and ${label} has ${testQuestions.length} in its test split: all are taken`,
    );
}

function clusterWarnings(spec: ExperimentSpec, { datasets }: SpecFacts): string[] {
  return datasets.flatMap((dataset) => {
    const counts = spec.contexts.map((context) => questionCount(spec, dataset, context));
    const questions = Math.min(...counts);
    const clusters = clusterCount(spec, dataset, questions);
    if (waveQuestions(spec) !== undefined) return sequenceWarnings(clusters, dataset.label);
    if (clusters >= FEW_CLUSTERS) return [];
    const those = `${questions} questions of ${dataset.label}`;
    if (clusters < 2) return [`${those} share one cluster: no interval can be given`];
    return [
      `${those} come from ${clusters} clusters: under ${FEW_CLUSTERS} the intervals are rough`,
    ];
  });
}

function sequenceWarnings(clusters: number, label: string): string[] {
  if (clusters >= FEW_CLUSTERS_IN_SEQUENCE) return [];
  return [
    `the questions of ${label} come from ${clusters} clusters: under ${FEW_CLUSTERS_IN_SEQUENCE}, ` +
      'sequential stopping decides on differences of a point and more only, and fixed stopping on smaller ones',
  ];
}

function modelWarnings(spec: ExperimentSpec, { models }: SpecFacts): string[] {
  const longest = Math.max(...spec.contexts.map((context) => promptTokens(spec, context)));
  return [...modelPlaces(spec).keys()].flatMap((name) => {
    const model = models.get(name);
    if (!model) return [];
    const warnings: string[] = [];
    if (model.status === 'unreachable') {
      warnings.push(`the endpoint of "${name}" does not answer at present`);
    }
    const needed = longest + spec.generation.maxTokens;
    if (name !== spec.judge.model && needed > model.contextTokens) {
      warnings.push(
        `"${name}" reads ${model.contextTokens} tokens, and a prompt with its answer may need ${needed}: ` +
          'such answers fail',
      );
    }
    return warnings;
  });
}
