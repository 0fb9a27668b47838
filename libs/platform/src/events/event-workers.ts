import { DomainError, reasonOf } from '@equipoise/kernel';
import { Logger, type OnModuleDestroy } from '@nestjs/common';
import { type Job, type JobResult, PgBoss } from 'pg-boss';
import { ZodError } from 'zod';
import type { Database } from '../database/database.js';
import { expectedError } from '../expected-error.js';
import { bossInTransaction } from './boss-connection.js';
import { LostJobError } from './lost-job.error.js';
import type { EventTransport } from './event-transport.js';
import type { EventJob } from './on-event.js';
import {
  DEAD_LETTER_OPTIONS,
  DEAD_LETTERS,
  jobsSchema,
  OUTBOX_QUEUE,
  queueOptions,
  type QueueSettings,
  RETRY_LIMIT,
} from './queues.js';
import { type BoundSubscription, type NestReflection, subscriptionsIn } from './subscriptions.js';

export interface EventWorkersOptions {
  readonly service: string;
  readonly databaseUrl: string;
  readonly pollSeconds: number;
  /** Whether no other process takes jobs of this service. */
  readonly isAlone: boolean;
  readonly transport: EventTransport;
}

/** Takes the service's jobs from PostgreSQL and gives them to the methods marked with `@OnEvent`. */
export class EventWorkers implements OnModuleDestroy {
  private readonly logger = new Logger(EventWorkers.name);
  private readonly boss: PgBoss;
  private readonly stopping = new AbortController();

  constructor(
    private readonly options: EventWorkersOptions,
    private readonly database: Database,
    private readonly nest: NestReflection,
  ) {
    this.boss = new PgBoss({
      connectionString: options.databaseUrl,
      schema: jobsSchema(options.service),
      application_name: `equipoise-${options.service}-jobs`,
      max: 4,
      useListenNotify: true,
      superviseIntervalSeconds: 5,
      monitorIntervalSeconds: 5,
      schedule: false,
    });
    this.boss.on('error', (error) => {
      this.logger.error({ msg: 'job queue error', reason: reasonOf(error) });
    });
  }

  /** Creates the queues and begins to work. */
  async start(): Promise<void> {
    await this.boss.start();
    await this.boss.createQueue(DEAD_LETTERS, DEAD_LETTER_OPTIONS);
    await this.ensureQueue(OUTBOX_QUEUE);
    for (const subscription of subscriptionsIn(this.nest)) await this.work(subscription);
    await this.options.transport.start(this.boss);
  }

  // The first hook of a shutdown: handlers stop while what they use (models, databases) still works.
  async onModuleDestroy(): Promise<void> {
    const { transport } = this.options;
    this.stopping.abort(new Error('the service is stopping'));
    // At once: a queue that went on would take again what its handlers have just handed back.
    await Promise.all([transport.stop(), this.boss.stop({ graceful: true, timeout: 5_000 })]);
    await transport.close();
  }

  private async work(subscription: BoundSubscription): Promise<void> {
    const { topic } = subscription.event;
    await this.ensureQueue(queueOptions(topic));
    if (this.options.isAlone) await this.takeUpLeftovers(topic);
    for (let i = 0; i < subscription.concurrency; i += 1) await this.startWorker(subscription);
  }

  private async ensureQueue(queue: QueueSettings): Promise<void> {
    if (await this.boss.getQueue(queue.name)) await this.boss.updateQueue(queue.name, queue);
    else await this.boss.createQueue(queue.name, queue);
  }

  /** The interrupted try counts, so that a job which kills its process is given up in the end. */
  private async takeUpLeftovers(topic: string): Promise<void> {
    const jobs = `${jobsSchema(this.options.service)}.job`;
    const left: { id: string }[] = await this.database.manager.query(
      `SELECT id FROM ${jobs} WHERE name = $1 AND state = 'active'`,
      [topic],
    );
    if (left.length === 0) return;
    const ids = left.map(({ id }) => id);
    await this.boss.fail(topic, ids, { reason: 'the process that worked on it ended' });
    // Nothing has gone wrong that waiting would mend.
    await this.database.manager.query(
      `UPDATE ${jobs} SET start_after = now() WHERE name = $1 AND state = 'retry' AND id = ANY($2)`,
      [topic, ids],
    );
    this.logger.log({
      msg: 'took up what a process that ended left',
      event: topic,
      jobs: ids.length,
    });
  }

  private async startWorker(subscription: BoundSubscription): Promise<void> {
    const { pollSeconds } = this.options;
    const worker = await this.boss.work(
      subscription.event.topic,
      {
        batchSize: 1,
        pollingIntervalSeconds: pollSeconds,
        notifyPollingIntervalSeconds: pollSeconds,
        perJobResults: true,
      },
      async ([job]: Job[]) => {
        if (!job) return [];
        const result = await this.run(subscription, job);
        // Jobs that came while every worker was busy woke nobody: look again before going to sleep.
        this.boss.notifyWorker(worker);
        return [result];
      },
    );
  }

  private async run(subscription: BoundSubscription, job: Job): Promise<JobResult> {
    const { topic } = subscription.event;
    const log = { event: topic, jobId: job.id, attempt: job.retryCount + 1 };
    try {
      const event = subscription.event.parse(job.data);
      const work = this.jobOf(topic, job);
      if (subscription.duration === 'long') await subscription.handle(event, work);
      else await work.commit(() => subscription.handle(event, work));
      return { id: job.id, status: 'completed' };
    } catch (error) {
      if (this.stopping.signal.aborted || error instanceof LostJobError) {
        this.logger.debug({ msg: 'event handler stopped', ...log, reason: reasonOf(error) });
        if (this.stopping.signal.aborted) await this.handBack(topic, job);
        return { id: job.id, status: 'failed', output: { reason: reasonOf(error) } };
      }
      return this.fail(subscription, job, expectedError(error) ?? error);
    }
  }

  /** Free for the next process at once, and this try does not count: a rollout is no failure. */
  private async handBack(topic: string, job: Job): Promise<void> {
    await this.database.manager.query(
      `UPDATE ${jobsSchema(this.options.service)}.job
       SET state = 'created', started_on = NULL, heartbeat_on = NULL, start_after = now()
       WHERE name = $1 AND id = $2 AND state = 'active' AND retry_count = $3`,
      [topic, job.id, job.retryCount],
    );
  }

  private jobOf(topic: string, job: Job): EventJob {
    return {
      signal: AbortSignal.any([job.signal, this.stopping.signal]),
      attempt: job.retryCount + 1,
      commit: (work) =>
        this.database.transaction(async (manager) => {
          await work();
          const done = await this.boss.complete(
            topic,
            { id: job.id, retryCount: job.retryCount },
            null,
            { db: bossInTransaction(manager) },
          );
          if ((done as { affected?: number }).affected === 0) throw new LostJobError(topic, job.id);
        }),
    };
  }

  private async fail(
    subscription: BoundSubscription,
    job: Job,
    error: unknown,
  ): Promise<JobResult> {
    const { topic } = subscription.event;
    const final = job.retryCount >= RETRY_LIMIT || !isRetryable(error);
    const output = {
      reason: reasonOf(error),
      code: error instanceof DomainError ? error.code : 'INTERNAL',
    };
    const log = { event: topic, jobId: job.id, attempt: job.retryCount + 1, ...output };
    if (!final) {
      this.logger.warn({ msg: 'event handler failed, will be tried again', ...log });
      return { id: job.id, status: 'failed', output };
    }
    this.logger.error({
      msg: 'event handler failed for good',
      ...log,
      stack: error instanceof DomainError ? undefined : (error as Error).stack,
    });
    const { fail } = subscription;
    if (fail && !(error instanceof ZodError)) {
      const event = subscription.event.parse(job.data);
      await this.database.transaction(() => fail(event, error as Error));
    }
    return { id: job.id, status: 'deadletter', output };
  }
}

// A bug or a lost connection may be gone at the next try; a refused input will not.
function isRetryable(error: unknown): boolean {
  if (error instanceof DomainError) return error.retryable;
  return !(error instanceof ZodError);
}
