import { Injectable } from '@nestjs/common';
import { FormData } from 'undici';
import type { z } from 'zod';
import {
  doneSchema,
  eventSchema,
  fileSchema,
  type HostedFile,
  type HostedJob,
  type JobEvent,
  jobSchema,
  modelSchema,
  pageOf,
} from './api-objects.js';
import { FineTuningApiConfig } from './fine-tuning-api.config.js';
import { FineTuningApiClient } from './fine-tuning-api.client.js';

const JOBS = '/fine_tuning/jobs';
const PAGE = 100;
/** An account with more than this many jobs or files newer than ours has long forgotten ours. */
const MOST_PAGES = 10;

/** What a file is uploaded as. */
export interface Upload {
  readonly name: string;
  readonly text: string;
}

/**
 * The published calls, one method each. All of them throw ApiOutOfReachError, BackendUnavailableError
 * and TrainerRefusedError.
 *
 * @source OpenAI API reference: Files, Fine-tuning, Models
 */
@Injectable()
export class FineTuningApi {
  constructor(
    private readonly client: FineTuningApiClient,
    private readonly config: FineTuningApiConfig,
  ) {}

  /** Base URL. @throws BackendUnavailableError without one */
  get url(): string {
    return this.client.url;
  }

  /** Why it cannot be called and the way out; undefined when it can. */
  get fault(): string | undefined {
    return this.client.fault;
  }

  /** US dollars; undefined where the price or the number of tokens is not known. */
  costOf({ trained_tokens: tokens }: HostedJob): number | undefined {
    const price = this.config.FINE_TUNING_API_USD_PER_MILLION_TRAINED_TOKENS;
    return price === undefined || typeof tokens !== 'number' ? undefined : (tokens / 1e6) * price;
  }

  async createJob(request: object, signal: AbortSignal): Promise<HostedJob> {
    return this.client.ask({ method: 'POST', path: JOBS, body: request }, jobSchema, signal);
  }

  /** Undefined where the account has no such job. */
  async job(id: string, signal: AbortSignal): Promise<HostedJob | undefined> {
    return this.client.find({ method: 'GET', path: jobPath(id) }, jobSchema, signal);
  }

  /** @throws TrainerRefusedError for one that has ended */
  async cancelJob(id: string, signal: AbortSignal): Promise<void> {
    const path = `${jobPath(id)}/cancel`;
    await this.client.find({ method: 'POST', path }, doneSchema, signal);
  }

  /** The newest jobs of the account, newest first: what one call gives. */
  async newestJobs(signal: AbortSignal): Promise<readonly HostedJob[]> {
    return (await this.page(`${JOBS}?limit=${PAGE}`, jobSchema, signal)).data;
  }

  /** Jobs of the account, newest first, up to a bound of some hundreds. */
  jobs(signal: AbortSignal): AsyncIterable<HostedJob> {
    return this.pages(JOBS, {}, jobSchema, signal);
  }

  /** The newest events of a job, newest first. @param limit at most 100 are given */
  async events(id: string, limit: number, signal: AbortSignal): Promise<readonly JobEvent[]> {
    const path = `${jobPath(id)}/events?limit=${Math.min(limit, PAGE)}`;
    return (await this.page(path, eventSchema, signal)).data;
  }

  async upload({ name, text }: Upload, signal: AbortSignal): Promise<HostedFile> {
    const form = new FormData();
    form.set('purpose', 'fine-tune');
    form.set('file', new Blob([text], { type: 'application/jsonl' }), name);
    return this.client.ask({ method: 'POST', path: '/files', body: form }, fileSchema, signal);
  }

  /** All training files of that name, newest first. */
  async filesNamed(name: string, signal: AbortSignal): Promise<HostedFile[]> {
    const found: HostedFile[] = [];
    const query = { purpose: 'fine-tune' };
    for await (const file of this.pages('/files', query, fileSchema, signal)) {
      if (file.filename === name) found.push(file);
    }
    return found;
  }

  /** One that is gone already is no matter. */
  async deleteFile(id: string, signal: AbortSignal): Promise<void> {
    const path = `/files/${encodeURIComponent(id)}`;
    await this.client.find({ method: 'DELETE', path }, doneSchema, signal);
  }

  /** Undefined where there is no such file. */
  async content(fileId: string, signal: AbortSignal): Promise<string | undefined> {
    return this.client.text(`/files/${encodeURIComponent(fileId)}/content`, signal);
  }

  async hasModel(id: string, signal: AbortSignal): Promise<boolean> {
    // As the colons of `ft:` names are written by the provider's own clients.
    const path = `/models/${encodeURIComponent(id).replaceAll('%3A', ':')}`;
    return (await this.client.find({ method: 'GET', path }, modelSchema, signal)) !== undefined;
  }

  private async *pages<S extends z.ZodType<{ readonly id: string }>>(
    path: string,
    query: Readonly<Record<string, string>>,
    schema: S,
    signal: AbortSignal,
  ): AsyncIterable<z.output<S>> {
    let after: Record<string, string> = {};
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const search = new URLSearchParams({ ...query, limit: String(PAGE), ...after });
      const { data, has_more: hasMore } = await this.page(
        `${path}?${search.toString()}`,
        schema,
        signal,
      );
      yield* data;
      const last = data.at(-1);
      if (!hasMore || !last) return;
      after = { after: last.id };
    }
  }

  private async page<S extends z.ZodType>(
    path: string,
    item: S,
    signal: AbortSignal,
  ): Promise<{ readonly data: z.output<S>[]; readonly has_more?: boolean | null | undefined }> {
    return this.client.ask({ method: 'GET', path }, pageOf(item), signal);
  }
}

function jobPath(id: string): string {
  return `${JOBS}/${encodeURIComponent(id)}`;
}
