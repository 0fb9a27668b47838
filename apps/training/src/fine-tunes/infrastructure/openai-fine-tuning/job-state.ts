import { TrainerRefusedError } from '../../domain/fine-tunes.errors.js';
import type { RunAttempt, RunState, StepReport } from '../../domain/training-run.js';
import type { HostedJob, JobEvent } from './api-objects.js';

const ENDED: readonly string[] = ['succeeded', 'failed', 'cancelled'];
/** E.g. `Step 12/90: training loss=1.07`; some servers leave out how many there are. */
const STEP_MESSAGE = /^step (\d+)(?:\s*(?:\/|of)\s*(\d+))?\s*:\s*training loss\s*=\s*([\d.eE+-]+)/i;

/** Whether a job will change no more. */
export function hasEnded({ status }: HostedJob): boolean {
  return ENDED.includes(status);
}

/** Reads a run's state from its job. @param redact takes keys out of what the provider says */
export function jobState(job: HostedJob, redact: (text: string) => string): RunState {
  switch (job.status) {
    case 'succeeded':
      return { kind: 'succeeded' };
    case 'cancelled':
      return { kind: 'cancelled' };
    case 'failed':
      return { kind: 'failed', error: failureIn(job, redact) };
    case 'validating_files':
      return open('preparing', 'the provider checks the training file');
    case 'queued':
      return open('queued', `waits in the provider's queue${expectedEnd(job)}`);
    case 'running':
      return open('running', `trained by the provider${expectedEnd(job)}`);
    default:
      // A word that the reference does not have is no reason to give up what is paid for.
      return open('queued', `the provider calls the job "${redact(job.status)}"`);
  }
}

function open(status: 'preparing' | 'queued' | 'running', detail: string): RunState {
  return { kind: 'open', status, detail };
}

function expectedEnd({ estimated_finish: end }: HostedJob): string {
  return end && end.getTime() > 0 ? `; expected to end at ${end.toISOString()}` : '';
}

function failureIn(
  { id, error }: HostedJob,
  redact: (text: string) => string,
): Error & TrainerRefusedError {
  const { message, code, param } = error ?? {};
  const where = [code && `code ${code}`, param && `param ${param}`].filter(Boolean).join(', ');
  const why = redact(message ?? 'no reason is given');
  return new TrainerRefusedError(
    `the provider failed job ${id}: ${why}${where === '' ? '' : ` (${redact(where)})`}`,
  );
}

/**
 * The newest step that a job's events tell of; undefined before the first.
 *
 * @param expectedSteps taken where the provider does not tell how many there are
 */
export function newestStep(
  events: readonly JobEvent[],
  expectedSteps: number,
): StepReport | undefined {
  const steps = events.flatMap((event) => {
    const [step, of = expectedSteps, loss = null] = stepIn(event);
    return step === undefined ? [] : [{ step, loss, totalSteps: Math.max(step, of) }];
  });
  return steps.sort((a, b) => a.step - b.step).at(-1);
}

/** Step, number of steps and loss, as far as an event tells them. */
function stepIn({ type, message, data }: JobEvent): (number | undefined)[] {
  const [, ...said] = STEP_MESSAGE.exec(message) ?? [];
  const told = type === 'metrics' ? [data?.step, data?.total_steps, data?.train_loss] : [];
  return [0, 1, 2].map((i) => finite(told[i]) ?? finite(said[i]));
}

function finite(value: unknown): number | undefined {
  if (typeof value !== 'number' && typeof value !== 'string') return undefined;
  const number = Number(value);
  return value === '' || !Number.isFinite(number) ? undefined : number;
}

/** What nobody tells: the GPUs that a job holds. */
const NO_GPUS = { gpus: 0, usdPerGpuHour: 0 };

/** A job as the one try that it is. @param seen where it runs, what it cost and when it was looked at */
export function attemptOf(
  job: HostedJob,
  { place, feeUsd = 0, now }: { place: string; feeUsd: number | undefined; now: Date },
): RunAttempt {
  const isOver = hasEnded(job);
  return {
    id: job.id,
    place,
    ...NO_GPUS,
    feeUsd,
    startedAt: job.created_at,
    endedAt: isOver ? (job.finished_at ?? now) : undefined,
    outcome: isOver ? job.status : '',
  };
}
