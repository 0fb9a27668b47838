import type { Analysis } from '@equipoise/contracts';
import { type ExamplePair } from './examples.js';

export type ReportFormat = 'html' | 'markdown' | 'json';

/** Everything a report is written from. */
export interface ReportInput {
  readonly analysis: Analysis;
  /** The experiment's spec, a JSON document; shown as YAML. */
  readonly spec: unknown;
  /** In the order of `chooseExamples`. */
  readonly examples: readonly ExamplePair[];
  readonly provenance: Provenance;
}

/** Where the numbers come from, and how to get them again. */
interface Provenance {
  /** Shell command that repeats the experiment, e.g. `equipoise run spec.yaml`. */
  readonly command: string;
  /** Of Equipoise, e.g. `0.1.0`. */
  readonly version: string;
  /** ISO 8601, UTC. */
  readonly generatedAt: string;
  /** Name of the prompt frame, e.g. `rag.v1`. */
  readonly promptFrame: string;
  readonly digests: readonly Digest[];
}

/** A thing the numbers depend on, by its content. */
export interface Digest {
  /** What it is, e.g. `dataset`, `model`, `adapter`, `index`, `evaluation steps`. */
  readonly kind: string;
  readonly name: string;
  readonly digest: string;
}
