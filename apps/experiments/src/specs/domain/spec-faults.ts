import type { FieldViolation } from '@equipoise/kernel';
import { armsOf } from './arms.js';
import type { ExperimentSpec } from './experiment-spec.js';
import { modelPlaces, type SpecFacts } from './facts.js';
import type { ExperimentPlan, TrainingEstimate } from './plan.js';

/** What is wrong with a spec by itself, beyond what its schema can say. */
export function innerFaults(spec: ExperimentSpec): FieldViolation[] {
  const { retrieval, generation } = spec;
  const faults = duplicateArms(spec);
  if (retrieval.overlapTokens >= retrieval.chunkTokens) {
    faults.push({
      path: 'spec.retrieval.overlapTokens',
      message: `is ${retrieval.overlapTokens}, and a chunk has ${retrieval.chunkTokens} tokens; give less`,
    });
  }
  if (generation.samples > 1 && generation.temperature === 0) {
    faults.push({
      path: 'spec.generation.samples',
      message:
        `is ${generation.samples}, and temperature 0 gives the same answer every time; ` +
        'give 1, or a temperature above 0',
    });
  }
  return [...faults, ...stoppingFaults(spec)];
}

function stoppingFaults({ analysis, arms }: ExperimentSpec): FieldViolation[] {
  const { stopping, wave } = analysis;
  if (stopping === 'fixed') {
    if (wave === undefined) return [];
    const message = `is ${wave}, and spec.analysis.stopping is "fixed", which has no waves; give "sequential" there, or remove it`;
    return [{ path: 'spec.analysis.wave', message }];
  }
  if (arms.some(({ fineTune, tuned }) => fineTune !== undefined || tuned !== undefined)) return [];
  const message =
    'is "sequential", and no arm is tuned: there is no contrast that could be decided; give "fixed", or a tuned arm';
  return [{ path: 'spec.analysis.stopping', message }];
}

function duplicateArms(spec: ExperimentSpec): FieldViolation[] {
  const seen = new Set<string>();
  return armsOf(spec).flatMap(({ label, path }) => {
    const isTwice = seen.has(label);
    seen.add(label);
    return isTwice ? [{ path, message: `makes the arm "${label}" a second time; remove one` }] : [];
  });
}

/** What is wrong with a spec given what its names stand for. */
export function factFaults(spec: ExperimentSpec, facts: SpecFacts): FieldViolation[] {
  return [
    ...datasetFaults(facts),
    ...modelFaults(spec, facts),
    ...trainSizeFaults(spec, facts),
    ...trainingFaults(spec, facts),
    ...tunedFaults(spec, facts),
    ...judgeFaults(spec, facts),
  ];
}

function datasetFaults({ datasets }: SpecFacts): FieldViolation[] {
  return datasets.flatMap(({ label, testQuestions, withoutReference, versionId }, i) => {
    const path = `spec.datasets[${i}]`;
    const first = datasets.findIndex((other) => other.versionId === versionId);
    if (first < i) {
      return [{ path, message: `${label} is spec.datasets[${first}] again; name it once` }];
    }
    if (testQuestions.length === 0) {
      const message = `${label} has no test questions; import it with a test split`;
      return [{ path, message }];
    }
    if (withoutReference === undefined) return [];
    const message =
      `question ${withoutReference} of ${label} has no reference answer to judge against; ` +
      'import a version with references';
    return [{ path, message }];
  });
}

function modelFaults(spec: ExperimentSpec, { models }: SpecFacts): FieldViolation[] {
  return [...modelPlaces(spec)].flatMap(([name, path]) =>
    models.get(name)?.status === 'not-downloaded'
      ? [{ path, message: `"${name}" is not downloaded; run "equipoise models pull ${name}"` }]
      : [],
  );
}

function trainSizeFaults(spec: ExperimentSpec, { datasets }: SpecFacts): FieldViolation[] {
  return spec.arms.flatMap(({ fineTune }, i) =>
    (fineTune?.trainSizes ?? []).flatMap((size, j) =>
      datasets
        .filter(({ trainQuestions }) => size > trainQuestions)
        .map(({ label, trainQuestions }) => ({
          path: `spec.arms[${i}].fineTune.trainSizes[${j}]`,
          message: `is ${size}, and ${label} has ${trainQuestions} training questions; give at most ${trainQuestions}`,
        })),
    ),
  );
}

function trainingFaults(spec: ExperimentSpec, { training }: SpecFacts): FieldViolation[] {
  if (!training || training.available) return [];
  return spec.arms.flatMap(({ fineTune }, i) =>
    fineTune
      ? [
          {
            path: `spec.arms[${i}].fineTune`,
            message: `cannot be trained here: ${training.reason}; or name adapters that exist under "tuned"`,
          },
        ]
      : [],
  );
}

function tunedFaults(spec: ExperimentSpec, { models }: SpecFacts): FieldViolation[] {
  return spec.arms.flatMap(({ base, tuned = [] }, i) =>
    tuned.flatMap(({ model }, j) => {
      const actual = models.get(model)?.base ?? '';
      const path = `spec.arms[${i}].tuned[${j}].model`;
      if (model === base) {
        return [{ path, message: `"${model}" is the base itself; name a model tuned from it` }];
      }
      if (actual === '' || actual === base) return [];
      return [
        {
          path,
          message: `"${model}" was tuned from "${actual}", not "${base}"; move it to that arm`,
        },
      ];
    }),
  );
}

function judgeFaults({ judge }: ExperimentSpec, { models }: SpecFacts): FieldViolation[] {
  const canRead = models.get(judge.model)?.givesTokenProbabilities ?? true;
  if (judge.estimator !== 'token-probability' || canRead) return [];
  return [
    {
      path: 'spec.judge.estimator',
      message:
        `is "token-probability", and the endpoint of "${judge.model}" gives no token ` +
        'probabilities; give "samples", or a judge that has them',
    },
  ];
}

/** What is wrong with the estimated cost. */
export function budgetFaults({ budget }: ExperimentSpec, costUsd: number): FieldViolation[] {
  const limit = budget?.maxCostUsd;
  if (limit === undefined || costUsd <= limit) return [];
  return [
    {
      path: 'spec.budget.maxCostUsd',
      message:
        `is ${limit} US dollars, and the estimate is ${costUsd.toFixed(2)}; ` +
        'raise it, or lower spec.questions.limit, spec.judge.repeats or ' +
        'spec.judge.qualification.probes',
    },
  ];
}

/** What is wrong with the estimated training. */
export function trainingBudgetFaults(
  { budget }: ExperimentSpec,
  { gpuHours }: TrainingEstimate,
): FieldViolation[] {
  const limit = budget?.maxGpuHours;
  if (limit === undefined || gpuHours <= limit) return [];
  return [
    {
      path: 'spec.budget.maxGpuHours',
      message:
        `is ${limit}, and training takes about ${gpuHours.toFixed(2)} GPU-hours; raise it, or train ` +
        'fewer sizes, seeds or epochs',
    },
  ];
}

/** Limits that would be used up by the trial of the judge, before anything is compared. */
export function trialFaults(
  { budget = {} }: ExperimentSpec,
  { calls, tokens }: ExperimentPlan['judgeTrial'],
): FieldViolation[] {
  const limits = [
    { path: 'spec.budget.maxCalls', limit: budget.maxCalls, taken: `${calls} calls`, of: calls },
    {
      path: 'spec.budget.maxTokens',
      limit: budget.maxTokens,
      taken: `about ${tokens} tokens`,
      of: tokens,
    },
  ];
  return limits
    .filter(({ limit, of }) => limit !== undefined && of > limit)
    .map(({ path, limit, taken }) => ({
      path,
      message:
        `is ${limit}, and trying the judge alone takes ${taken}; raise it, lower ` +
        'spec.judge.qualification.probes, or set spec.judge.qualification to "off"',
    }));
}
