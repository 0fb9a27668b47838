import { sha256 } from '@equipoise/kernel';
import type { RunKey } from '../../domain/training-run.js';

export const MANAGED_BY_LABEL = 'app.kubernetes.io/managed-by';
export const MANAGED_BY = 'equipoise-training';
/** Selects what this service makes. */
export const OURS = `${MANAGED_BY_LABEL}=${MANAGED_BY}`;
/** Hash of what a Job trains. */
export const SPEC_HASH_ANNOTATION = 'equipoise.dev/spec-hash';
/** On a Job that this service ends before its time. */
export const CANCELLED_ANNOTATION = 'equipoise.dev/cancelled';
/** Keeps a Job until its outcome is stored. */
export const FINALIZER = 'equipoise.dev/collect-result';

/** Name of a run's Job, ConfigMap and Secret: the same whenever it is asked, 23 characters. */
export function jobName({ fineTuneId, number }: RunKey): string {
  return `ft-${sha256(`${fineTuneId}|${number}`).slice(0, 20)}`;
}
/** The whole id: longer than a label's value may be. */
export const FINE_TUNE_ANNOTATION = 'equipoise.dev/fine-tune-id';
/** On the pods of a Job. */
export const JOB_NAME_LABEL = 'batch.kubernetes.io/job-name';
/** Which run of the fine-tune a Job is. */
export const RUN_ANNOTATION = 'equipoise.dev/run';
