import type { DomainError } from '@equipoise/kernel';
import type { V1ContainerStateTerminated, V1Job, V1JobCondition } from '@kubernetes/client-node';
import { TrainerRefusedError } from '../../domain/fine-tunes.errors.js';
import {
  TrainingDeadlineError,
  TrainingJobFailedError,
  TrainingOutOfMemoryError,
} from './job-failure.errors.js';
import { dateOf, type PodFacts } from './pod-facts.js';

/** What `run.sh` says by its exit code. */
const REFUSALS: Readonly<Record<number, string>> = {
  2: 'the trainer refused its arguments',
  64: 'the trainer refused its arguments',
  65: 'the trainer refused its data',
  66: 'the weights of the base model are not where the pool file says',
  78: 'the trainer refused its configuration',
};
/** CUDA ran out of memory. */
const GPU_MEMORY = 70;

/** Why a Job failed, from its condition and what its pods left. */
export function failureOf(job: V1Job, pods: readonly PodFacts[]): DomainError {
  const { reason = 'Failed', message = 'no pod is left' } = failedCondition(job) ?? {};
  if (reason === 'DeadlineExceeded') {
    return new TrainingDeadlineError(`${job.spec?.activeDeadlineSeconds ?? 0} s`);
  }
  const end = lastEnd(pods);
  return end ? failureOfEnd(end, reason) : new TrainingJobFailedError(`${reason}: ${message}`);
}

function failureOfEnd(end: V1ContainerStateTerminated, reason: string): DomainError {
  const { exitCode } = end;
  const said = end.message?.trim() ? `: ${end.message.trim()}` : '';
  if (exitCode === GPU_MEMORY) {
    return new TrainingOutOfMemoryError(
      `the GPU ran out of memory${said}. Lower settings.maxSequenceTokens, use "qlora", or take a pool with more memory`,
    );
  }
  if (end.reason === 'OOMKilled') {
    return new TrainingOutOfMemoryError(
      `the pod ran out of memory (exit code ${exitCode})${said}. Raise TRAINER_MEMORY`,
    );
  }
  const refusal = REFUSALS[exitCode];
  return refusal === undefined
    ? new TrainingJobFailedError(`the trainer ended with exit code ${exitCode} (${reason})${said}`)
    : new TrainerRefusedError(`${refusal} (exit code ${exitCode})${said}`);
}

function failedCondition({ status }: V1Job): V1JobCondition | undefined {
  return status?.conditions?.find((each) => each.type === 'Failed' && each.status === 'True');
}

/** The newest end that was the trainer's own doing. */
function lastEnd(pods: readonly PodFacts[]): V1ContainerStateTerminated | undefined {
  return pods
    .filter(({ isDisrupted }) => !isDisrupted)
    .flatMap(({ end }) => end ?? [])
    .sort((a, b) => timeOf(a) - timeOf(b))
    .at(-1);
}

function timeOf({ finishedAt }: V1ContainerStateTerminated): number {
  return dateOf(finishedAt)?.getTime() ?? 0;
}
