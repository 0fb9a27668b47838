import type { ExperimentSpec } from './experiment-spec.js';

/** One dataset version as a plan sees it. */
export interface DatasetFacts {
  /** `name@v1`. */
  readonly label: string;
  readonly versionId: string;
  readonly trainQuestions: number;
  /** Of the test split, in import order. */
  readonly testQuestions: readonly { readonly questionId: string; readonly cluster: string }[];
  /** A test question without any reference answer; undefined when none was found. */
  readonly withoutReference: string | undefined;
}

/** One way in which a test question stands in training questions or documents. */
export interface TextOverlap {
  readonly questionId: string;
  /** question-and-answer | question | ngram | source-document | answer | document */
  readonly kind: string;
  /** Training question or document; empty for `ngram`. */
  readonly sourceId: string;
  readonly matched: string;
  /** (0, 1]. */
  readonly similarity: number;
}

/** One registered model as a plan sees it. */
export interface ModelFacts {
  readonly name: string;
  readonly isLocal: boolean;
  /** Name of its base model, for a tuned one; else empty. */
  readonly base: string;
  readonly givesTokenProbabilities: boolean;
  /** ready | not-downloaded | unreachable */
  readonly status: string;
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  /** Most tokens of prompt and completion together. */
  readonly contextTokens: number;
  /** Base URL; empty for local models. */
  readonly endpoint: string;
  /** Of weights, quantisation and adapter. */
  readonly fingerprint: string;
  /** Of the weights, e.g. `Q4_K_M`; empty when unknown. */
  readonly precision: string;
  /** Name or digest; empty when unknown. */
  readonly chatTemplate: string;
  /** SHA-256 of the adapter file; empty when unknown and for a base model. */
  readonly adapterDigest: string;
  /** Of the adapter; 0 when unknown and for a base model. */
  readonly adapterRank: number;
}

export interface CriterionFacts {
  readonly name: string;
  readonly version: number;
}

/** Whether adapters can be trained, and what is missing if they cannot. */
export interface TrainingFacts {
  /** Whether it trains on the machine that also runs local models. */
  readonly isLocal: boolean;
  readonly available: boolean;
  readonly reason: string;
}

/** Everything that the names in a spec stand for. */
export interface SpecFacts {
  /** In the order of `spec.datasets`. */
  readonly datasets: readonly DatasetFacts[];
  /** By version id; a version that nobody looked through, because nothing is tuned, is not there. */
  readonly overlaps: ReadonlyMap<string, readonly TextOverlap[]>;
  /** By name: bases, tuned models and the judge. */
  readonly models: ReadonlyMap<string, ModelFacts>;
  /** In the order of `spec.judge.criteria`. */
  readonly criteria: readonly CriterionFacts[];
  /** undefined when nothing is to be trained. */
  readonly training: TrainingFacts | undefined;
}

/** Where in the spec each model is named: the first place counts. */
export function modelPlaces(spec: ExperimentSpec): Map<string, string> {
  const places = new Map<string, string>();
  const note = (model: string, path: string): void => {
    if (!places.has(model)) places.set(model, path);
  };
  spec.arms.forEach((arm, i) => {
    note(arm.base, `spec.arms[${i}].base`);
    arm.tuned?.forEach(({ model }, j) => {
      note(model, `spec.arms[${i}].tuned[${j}].model`);
    });
  });
  note(spec.judge.model, 'spec.judge.model');
  return places;
}
