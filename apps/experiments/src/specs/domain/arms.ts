import type { FineTuneSettings, PlacementWish, TrainingFormat } from '@equipoise/contracts';
import { canonicalJson } from '@equipoise/kernel';
import type { ExperimentSpec, FineTuneSpec, TunedSpec } from './experiment-spec.js';

/** One adapter to be trained for every dataset. */
export interface Training {
  readonly trainSize: number;
  readonly seed: number;
  readonly trainingFormat: TrainingFormat;
  readonly settings: FineTuneSettings;
  /** Where to train: it changes nothing about the adapter. */
  readonly placement: PlacementWish;
}

/** A base model and its treatment. */
export interface PlannedArm {
  /** Unique within the experiment. */
  readonly label: string;
  readonly base: string;
  /** undefined for a baseline. */
  readonly treatment:
    | {
        readonly method: string;
        readonly trainSize: number | undefined;
        readonly seed: number | undefined;
        readonly trainingFormat: TrainingFormat | undefined;
      }
    | undefined;
  /** Name of the model that answers, or how to make it. */
  readonly source: { readonly model: string } | { readonly training: Training };
  /** Where the spec asks for it. */
  readonly path: string;
}

/** Every base once, each followed by its tuned arms in the order of the spec. */
export function armsOf(spec: ExperimentSpec): PlannedArm[] {
  const bases = [...new Set(spec.arms.map(({ base }) => base))];
  const arms = bases.flatMap((base) => [
    baselineOf(base, `spec.arms[${spec.arms.findIndex((arm) => arm.base === base)}].base`),
    ...spec.arms.flatMap((arm, i) =>
      arm.base === base
        ? [
            ...trainedArms(base, arm.fineTune, `spec.arms[${i}].fineTune`),
            ...(arm.tuned ?? []).map((tuned, j) =>
              servedArm(base, tuned, `spec.arms[${i}].tuned[${j}]`),
            ),
          ]
        : [],
    ),
  ]);
  return withDistinctLabels(arms);
}

function baselineOf(base: string, path: string): PlannedArm {
  return { label: base, base, treatment: undefined, source: { model: base }, path };
}

function trainedArms(base: string, fineTune: FineTuneSpec | undefined, path: string): PlannedArm[] {
  if (!fineTune) return [];
  const { trainSizes, seeds, trainingFormat, placement = {}, ...settings } = fineTune;
  return trainSizes.flatMap((trainSize) =>
    seeds.map((seed) => {
      const format = trainingFormat === 'with-context' ? [] : [trainingFormat];
      const parts = [base, `${settings.method} ${trainSize} pairs`, `seed ${seed}`, ...format];
      return {
        label: parts.join(' · '),
        base,
        treatment: { method: settings.method, trainSize, seed, trainingFormat },
        source: { training: { trainSize, seed, trainingFormat, settings, placement } },
        path,
      };
    }),
  );
}

function servedArm(base: string, tuned: TunedSpec, path: string): PlannedArm {
  const { model, method = 'fine-tuned', trainSize, seed, trainingFormat } = tuned;
  const treatment = { method, trainSize, seed, trainingFormat };
  return { label: model, base, treatment, source: { model }, path };
}

// Two fine-tunes of one base may differ only in, say, their rank: then the label says that too.
function withDistinctLabels(arms: readonly PlannedArm[]): PlannedArm[] {
  const groups = Map.groupBy(arms, ({ label }) => label);
  return arms.map((arm) => {
    const differing = differingSettings(groups.get(arm.label) ?? []);
    const own = settingsOf(arm);
    const extra = differing.map((key) => `${key} ${canonicalJson(own[key] ?? 'all')}`);
    return { ...arm, label: [arm.label, ...extra].join(' · ') };
  });
}

function differingSettings(arms: readonly PlannedArm[]): string[] {
  const all = arms.map(settingsOf);
  const keys = new Set(all.flatMap((settings) => Object.keys(settings)));
  return [...keys].filter((key) => new Set(all.map((settings) => settings[key])).size > 1);
}

function settingsOf({ source }: PlannedArm): Readonly<Record<string, unknown>> {
  return 'training' in source ? { ...source.training.settings } : {};
}
