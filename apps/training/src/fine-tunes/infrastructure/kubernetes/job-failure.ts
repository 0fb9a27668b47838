import type { DomainError } from '@equipoise/kernel';
import type { V1Job, V1Pod } from '@kubernetes/client-node';
import { TrainerRefusedError } from '../../domain/fine-tunes.errors.js';
import {
  TrainingDeadlineError,
  TrainingJobFailedError,
  TrainingOutOfMemoryError,
} from './job-failure.errors.js';
import { endOf, isDisrupted } from './pod-attempts.js';

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
export function failureOf(job: V1Job, pods: readonly V1Pod[]): DomainError {
  const condition = job.status?.conditions?.find(
    ({ type, status }) => type === 'Failed' && status === 'True',
  );
  const reason = condition?.reason ?? 'Failed';
  if (reason === 'DeadlineExceeded') {
    return new TrainingDeadlineError(`${job.spec?.activeDeadlineSeconds ?? '?'} s`);
  }
  const end = lastEnd(pods);
  if (!end)
    return new TrainingJobFailedError(`${reason}: ${condition?.message ?? 'no pod is left'}`);
  const said = end.message?.trim() ? `: ${end.message.trim()}` : '';
  if (end.exitCode === GPU_MEMORY) {
    return new TrainingOutOfMemoryError(
      `the GPU ran out of memory${said}. Lower settings.maxSequenceTokens, use "qlora", or take a pool with more memory`,
    );
  }
  if (end.reason === 'OOMKilled') {
    return new TrainingOutOfMemoryError(
      `the pod ran out of memory (exit code ${end.exitCode})${said}. Raise TRAINER_MEMORY`,
    );
  }
  const refusal = REFUSALS[end.exitCode];
  if (refusal !== undefined) {
    return new TrainerRefusedError(`${refusal} (exit code ${end.exitCode})${said}`);
  }
  return new TrainingJobFailedError(
    `the trainer ended with exit code ${end.exitCode} (${reason})${said}`,
  );
}

/** The newest end that was the trainer's own doing. */
function lastEnd(pods: readonly V1Pod[]): ReturnType<typeof endOf> {
  return pods
    .filter((pod) => !isDisrupted(pod))
    .flatMap((pod) => endOf(pod) ?? [])
    .sort((a, b) => timeOf(a.finishedAt) - timeOf(b.finishedAt))
    .at(-1);
}

function timeOf(date: Date | undefined): number {
  return date ? new Date(date).getTime() : 0;
}
