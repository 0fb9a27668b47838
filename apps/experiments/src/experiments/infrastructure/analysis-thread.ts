import { extname } from 'node:path';
import { buffersOf, type LookedAtContrast } from '@equipoise/analysis';
import type { Analysis } from '@equipoise/contracts';
import type { ExampleChoice } from '@equipoise/reports';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Piscina } from 'piscina';
import type { ExamplesTask } from './analysis.worker.js';
import type { ScoreColumnTable } from './score-table.reader.js';

/** How long a thread without work stays, milliseconds: a report often follows its analysis. */
const IDLE_MS = 10_000;

// Beside this file, compiled or not. Under test it is not, and the thread is told how to read it.
const COMPILED = extname(import.meta.url) === '.js';
const WORKER = new URL(`./analysis.worker${extname(import.meta.url)}`, import.meta.url);
const LOADER = new URL('../../../../../bench/typescript.mjs', import.meta.url);

/**
 * Looks through score tables in a thread that starts with the first and ends when idle or when the
 * service stops; one at a time, the others wait. Columns of a table are moved there, not copied, so
 * the table is empty here afterwards.
 */
@Injectable()
export class AnalysisThread implements OnApplicationShutdown {
  private readonly pool = new Piscina({
    filename: WORKER.href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: IDLE_MS,
    ...(COMPILED ? {} : { execArgv: ['--import', LOADER.href] }),
  });

  /** @throws whatever `analyse` throws, as a plain Error with its message */
  async analyse(table: ScoreColumnTable): Promise<Analysis> {
    const transferList = buffersOf(table.scores);
    return this.pool.run(table, { name: 'analyse', transferList }) as Promise<Analysis>;
  }

  /** What the scores so far decide, with sequential stopping. @throws as `analyse` */
  async look(table: ScoreColumnTable): Promise<LookedAtContrast[]> {
    const transferList = buffersOf(table.scores);
    return this.pool.run(table, { name: 'sequentialLook', transferList }) as Promise<
      LookedAtContrast[]
    >;
  }

  /** The examples that a report shows of every tuned arm. */
  async chooseExamples(
    table: ScoreColumnTable,
    { arms }: Pick<Analysis, 'arms'>,
  ): Promise<ExampleChoice[]> {
    const task: ExamplesTask = { table, arms };
    const transferList = buffersOf(table.scores);
    return this.pool.run(task, { name: 'chooseExamples', transferList }) as Promise<
      ExampleChoice[]
    >;
  }

  /** Work under way is given up: its job is done again after the next start. */
  async onApplicationShutdown(): Promise<void> {
    await this.pool.destroy();
  }
}
