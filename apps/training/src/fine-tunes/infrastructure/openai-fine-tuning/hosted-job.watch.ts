import { setTimeout as sleep } from 'node:timers/promises';
import { reasonOf } from '@equipoise/kernel';
import { Injectable, Logger } from '@nestjs/common';
import { Installation } from '../../application/ports.js';
import { ApiOutOfReachError } from './api-failure.js';
import type { HostedJob } from './api-objects.js';
import { FineTuningApiConfig } from './fine-tuning-api.config.js';
import { FineTuningApi } from './fine-tuning-api.js';
import { runOf } from './hosted-run.js';

/** Longest time between two looks while the API is out of reach, milliseconds. */
const LONGEST_PAUSE_MS = 300_000;

/**
 * Looks at the account's newest jobs again and again: one call a look, and one for each of our jobs
 * that is running, as the list does not tell of steps.
 */
@Injectable()
export class HostedJobWatch {
  private readonly logger = new Logger(HostedJobWatch.name);

  constructor(
    private readonly api: FineTuningApi,
    private readonly config: FineTuningApiConfig,
    private readonly installation: Installation,
  ) {}

  /** @param onChange gets the ids of jobs that are new or have changed */
  async watch(onChange: (jobId: string) => void, signal: AbortSignal): Promise<void> {
    let seen: ReadonlyMap<string, string> = new Map();
    let failures = 0;
    while (!signal.aborted) {
      let pauseMs = this.config.FINE_TUNING_API_POLL_SECONDS * 1000;
      try {
        seen = await this.look(seen, onChange, signal);
        failures = 0;
      } catch (error) {
        if (hasFired(signal)) return;
        failures += 1;
        pauseMs = pauseAfter(error, pauseMs, failures);
        this.tell(error, failures, pauseMs);
      }
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined); // woken to end
    }
  }

  /** @returns what each of our jobs looks like now */
  private async look(
    seen: ReadonlyMap<string, string>,
    onChange: (jobId: string) => void,
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, string>> {
    const installation = await this.installation.id();
    const jobs = await this.api.newestJobs(signal);
    const own = jobs.filter((job) => runOf(job, installation));
    const now = new Map<string, string>();
    for (const job of own) now.set(job.id, await this.sightOf(job, signal));
    for (const [id, sight] of now) {
      if (seen.get(id) !== sight) onChange(id);
    }
    return now;
  }

  private async sightOf({ id, status }: HostedJob, signal: AbortSignal): Promise<string> {
    if (status !== 'running') return status;
    const [newest] = await this.api.events(id, 1, signal);
    return `${status} ${newest?.id ?? ''}`;
  }

  private tell(error: unknown, failures: number, pauseMs: number): void {
    const log = { reason: reasonOf(error), failures, againSeconds: pauseMs / 1000 };
    // The first tells all that the others would.
    if (failures === 1) this.logger.warn({ msg: 'the fine-tuning API cannot be watched', ...log });
  }
}

function hasFired(signal: AbortSignal): boolean {
  return signal.aborted;
}

function pauseAfter(error: unknown, pollMs: number, failures: number): number {
  const askedMs = (error instanceof ApiOutOfReachError ? error.retryAfterMs : undefined) ?? 0;
  return Math.max(askedMs, Math.min(LONGEST_PAUSE_MS, pollMs * 2 ** failures));
}
