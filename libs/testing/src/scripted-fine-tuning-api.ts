/* eslint-disable max-lines -- one server: nobody uses a part of it alone */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface ScriptedFineTuningOptions {
  /** When set, any other bearer token is answered with 401, and repeated in the answer. */
  readonly apiKey?: string;
  /** Models that can be tuned; default `scripted-base`. */
  readonly models?: readonly string[];
  /** Fewest examples of a training file; default 10, as OpenAI has it. */
  readonly minExamples?: number;
  /** Most items of a page, whatever the caller asks for; default 100. */
  readonly maxPage?: number;
  /** Whether result files come in Base64, as OpenAI sends them; default true. */
  readonly encodesResults?: boolean;
}

/** A call as it came. */
export interface ScriptedCall {
  /** E.g. `POST /files`. */
  readonly what: string;
  readonly query: Json;
  /** Header. */
  readonly authorization: string;
  /** Of calls with JSON. */
  readonly body: Json;
}

/** `error` of a failed job. */
export interface ScriptedFault {
  readonly code: string;
  readonly message: string;
  readonly param: string | null;
}

type Json = Readonly<Record<string, unknown>>;
type Job = Record<string, unknown> & { readonly id: string; status: string };
type Upload = Readonly<Record<'filename' | 'purpose' | 'text', string>>;
type Stored = Upload & { readonly id: string; readonly created_at: number };
interface Answer {
  readonly status: number;
  /** A text is sent as it is. */
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Asked {
  readonly id: string;
  readonly query: Json;
  readonly body: Json;
  readonly upload: Upload;
}

const NO_UPLOAD: Upload = { filename: '', purpose: '', text: '' };
const ENDED = ['succeeded', 'failed', 'cancelled'];
const JOBS = '/fine_tuning/jobs';
const FIRST_SECOND = 1_767_225_600;
const CSV_HEADER = 'step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy';

/**
 * An OpenAI-compatible fine-tuning API on the loopback address. Its jobs go on only when a test says
 * so: validating_files, queued, running, one optimiser step after the other, succeeded.
 *
 * @source OpenAI API reference: Files, Fine-tuning, Models
 */
export class ScriptedFineTuningApi {
  /** In order of arrival. */
  readonly calls: ScriptedCall[] = [];
  /** As the API shows them, newest first. */
  readonly jobs: Job[] = [];
  /** Newest first, result files included. */
  readonly files: Stored[] = [];
  /** Names that `GET /models/{id}` knows; tuned models are added. */
  readonly models: Set<string>;
  private readonly events: Json[] = [];
  private readonly failures: Answer[] = [];
  private readonly lost: string[] = [];
  private count = 0;

  private readonly routes: Readonly<Record<string, (asked: Asked) => Answer>> = {
    'POST /files': ({ upload }) => ok(shown(this.keep(upload))),
    'GET /files': ({ query }) => {
      const files = this.files.filter(({ purpose }) => purpose === (query.purpose ?? purpose));
      return this.page(files.map(shown), query);
    },
    'DELETE /files/:id': ({ id }) => this.of(this.files, id, (file) => this.drop(file)),
    'GET /files/:id/content': ({ id }) => this.of(this.files, id, ({ text }) => ok(text)),
    [`POST ${JOBS}`]: ({ body }) => this.create(body),
    [`GET ${JOBS}`]: ({ query }) => this.page(this.jobs, query),
    [`GET ${JOBS}/:id`]: ({ id }) => this.of(this.jobs, id, ok),
    [`POST ${JOBS}/:id/cancel`]: ({ id }) => this.of(this.jobs, id, (job) => this.cancel(job)),
    [`GET ${JOBS}/:id/events`]: ({ id, query }) => this.page(this.eventsOf(id), query),
    'GET /models/:id': ({ id }) => (this.models.has(id) ? ok({ id, object: 'model' }) : none(id)),
  };

  private constructor(
    private readonly server: Server,
    private readonly options: ScriptedFineTuningOptions,
  ) {
    this.models = new Set(options.models ?? ['scripted-base']);
  }

  static async start(options: ScriptedFineTuningOptions = {}): Promise<ScriptedFineTuningApi> {
    const server = createServer();
    const api = new ScriptedFineTuningApi(server, options);
    server.on('request', (request, response) => {
      api.handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return api;
  }

  /** Base URL, ending in `/v1`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** How often something was asked for. @param what e.g. `POST /files` */
  callsOf(what: string): number {
    return this.calls.filter((call) => call.what === what).length;
  }

  /** Takes a job one step further: to its next status, or to its next optimiser step. */
  advance(id: string): void {
    const job = this.job(id);
    if (job.status === 'validating_files') this.validate(job);
    else if (job.status === 'queued') this.enter(job, 'running');
    else if (job.status === 'running') this.train(job);
  }

  /** Takes a job to its end. */
  finish(id: string): void {
    while (!ENDED.includes(this.job(id).status)) this.advance(id);
  }

  fail(id: string, error: ScriptedFault): void {
    this.enter(Object.assign(this.job(id), { error }), 'failed');
  }

  /** Answers the next call with that status; called again, the one after it. */
  failNext(status: number, headers: Readonly<Record<string, string>> = {}, error?: object): void {
    this.failures.push({ ...refusal(status, `scripted ${status}`, error), headers });
  }

  /** Does what the next such call asks for, e.g. `POST /files`, and breaks the connection then. */
  loseNextAnswerOf(what: string): void {
    this.lost.push(what);
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url = '', headers } = request;
    const { pathname, searchParams } = new URL(url, 'http://scripted');
    const { authorization = '', 'content-type': type = '' } = headers;
    const text = await textOf(request);
    const upload = type.startsWith('multipart/') ? uploadIn(text, type) : NO_UPLOAD;
    const body = type === 'application/json' ? (JSON.parse(text) as Json) : {};
    const what = `${method} ${pathname.replace(/^\/v1/, '')}`;
    const query = Object.fromEntries(searchParams);
    this.calls.push({ what, query, authorization, body });
    const answer =
      this.failures.shift() ??
      this.refused(authorization) ??
      this.answer(what, { query, body, upload });
    if (this.lost[0] !== what) {
      send(response, answer);
      return;
    }
    this.lost.shift();
    response.destroy();
  }

  private answer(what: string, asked: Omit<Asked, 'id'>): Answer {
    const id = /\/(?:files|jobs|models)\/([^/]+)/.exec(what)?.[1] ?? '';
    const route = this.routes[id === '' ? what : what.replace(`/${id}`, '/:id')];
    return (
      route?.({ ...asked, id: decodeURIComponent(id) }) ?? { status: 404, body: 'no such page' }
    );
  }

  private refused(authorization: string): Answer | undefined {
    const { apiKey } = this.options;
    if (apiKey === undefined || authorization === `Bearer ${apiKey}`) return undefined;
    return refusal(401, `Incorrect API key provided: ${authorization}`, {
      code: 'invalid_api_key',
    });
  }

  private create(body: Json): Answer {
    const { model, training_file: file, suffix, seed, metadata } = body;
    const method = body.method as { supervised: { hyperparameters: Json } };
    if (!this.models.has(String(model))) {
      const message = `Model ${String(model)} is not available for fine-tuning.`;
      return refusal(400, message, { param: 'model', code: 'model_not_available' });
    }
    if (!this.files.some(({ id }) => id === file)) {
      return refusal(400, `invalid training_file: ${String(file)}`, { param: 'training_file' });
    }
    const job: Job = {
      ...{ id: this.nextId('ftjob'), object: 'fine_tuning.job', created_at: this.now() },
      ...{ model, training_file: file, user_provided_suffix: suffix ?? null, seed, metadata },
      ...{
        method,
        hyperparameters: method.supervised.hyperparameters,
        result_files: [],
        error: {},
      },
      ...{
        fine_tuned_model: null,
        finished_at: null,
        estimated_finish: null,
        trained_tokens: null,
      },
      status: '',
    };
    this.jobs.unshift(job);
    this.enter(job, 'validating_files');
    return ok(job);
  }

  private cancel(job: Job): Answer {
    if (ENDED.includes(job.status)) return refusal(400, `Job has already ${job.status}`);
    this.enter(job, 'cancelled');
    return ok(job);
  }

  private validate(job: Job): void {
    const { minExamples = 10 } = this.options;
    const lines = this.linesOf(job);
    const bad = lines.findIndex((line) => !isChat(line)) + 1;
    const param = 'training_file';
    if (bad > 0) {
      const message = `The job failed due to an invalid training file. Invalid file format. Line ${bad} has no messages.`;
      this.fail(job.id, { code: 'invalid_training_file', message, param });
    } else if (lines.length < minExamples) {
      const message = `Training file has ${lines.length} example(s), but must have at least ${minExamples} examples`;
      this.fail(job.id, { code: 'invalid_n_examples', message, param });
    } else {
      this.enter(job, 'queued');
    }
  }

  private train(job: Job): void {
    const { n_epochs: epochs, batch_size: batch } = job.hyperparameters as Json;
    const steps = Math.ceil(this.linesOf(job).length / Number(batch)) * Number(epochs);
    const step = this.eventsOf(job.id).filter(({ type }) => type === 'metrics').length + 1;
    if (step > steps) {
      this.succeed(job, steps);
      return;
    }
    const loss = 2 / step;
    this.tell(job, `Step ${step}/${steps}: training loss=${loss}`, { step, train_loss: loss });
  }

  private succeed(job: Job, steps: number): void {
    const rows = Array.from({ length: steps }, (_, i) => `${i + 1},${2 / (i + 1)},0.5,,`);
    const csv = Buffer.from(`${[CSV_HEADER, ...rows].join('\n')}\n`);
    const text = csv.toString((this.options.encodesResults ?? true) ? 'base64' : 'utf8');
    const file = { filename: 'step_metrics.csv', purpose: 'fine-tune-results', text };
    const model = `ft:${String(job.model)}:org:${String(job.user_provided_suffix)}:${job.id.slice(-6)}`;
    this.models.add(model);
    job.fine_tuned_model = model;
    job.result_files = [this.keep(file).id];
    job.trained_tokens = this.linesOf(job).join(' ').split(' ').length;
    this.enter(job, 'succeeded');
  }

  private enter(job: Job, status: string): void {
    job.status = status;
    if (ENDED.includes(status)) job.finished_at = this.now();
    this.tell(job, `The job is ${status}`);
  }

  private tell({ id: job }: Job, message: string, data: Json = {}): void {
    this.events.unshift({
      ...{ id: this.nextId('ftevent'), object: 'fine_tuning.job.event', created_at: this.now() },
      ...{ job, level: 'info', message, data, type: 'step' in data ? 'metrics' : 'message' },
    });
  }

  private keep(upload: Upload): Stored {
    const stored = { ...upload, id: this.nextId('file'), created_at: this.now() };
    this.files.unshift(stored);
    return stored;
  }

  private drop(file: Stored): Answer {
    this.files.splice(this.files.indexOf(file), 1);
    return ok({ id: file.id, object: 'file', deleted: true });
  }

  private page(items: readonly Json[], { limit = 20, after }: Json): Answer {
    const start = after === undefined ? 0 : items.findIndex(({ id }) => id === after) + 1;
    const end = start + Math.min(Number(limit), this.options.maxPage ?? 100);
    const data = items.slice(start, end);
    return ok({ object: 'list', data, has_more: end < items.length });
  }

  private of<T extends { readonly id: string }>(
    items: readonly T[],
    id: string,
    answer: (item: T) => Answer,
  ): Answer {
    const item = items.find((each) => each.id === id);
    return item ? answer(item) : none(id);
  }

  private job(id: string): Job {
    const job = this.jobs.find((each) => each.id === id);
    if (!job) throw new Error(`no job ${id}`);
    return job;
  }

  private eventsOf(id: string): Json[] {
    return this.events.filter(({ job }) => job === id);
  }

  private linesOf({ training_file: id }: Job): string[] {
    const text = this.files.find((file) => file.id === id)?.text ?? '';
    return text.split('\n').filter((line) => line !== '');
  }

  private nextId(kind: string): string {
    this.count += 1;
    return `${kind}-${String(this.count).padStart(6, '0')}`;
  }

  private now(): number {
    return FIRST_SECOND + this.count;
  }
}

function ok(body: unknown): Answer {
  return { status: 200, body };
}

function none(id: string): Answer {
  return refusal(404, `No such thing: ${id}`);
}

function refusal(status: number, message: string, more: object = {}): Answer {
  const error = { message, type: 'invalid_request_error', param: null, code: null, ...more };
  return { status, body: { error } };
}

function shown({ id, created_at, filename, purpose, text }: Stored): Json {
  const bytes = Buffer.byteLength(text);
  return { id, object: 'file', created_at, filename, purpose, bytes, status: 'processed' };
}

function isChat(line: string): boolean {
  try {
    return Array.isArray((JSON.parse(line) as Json).messages);
  } catch {
    return false;
  }
}

function send(response: ServerResponse, { status, body, headers }: Answer): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(typeof body === 'string' ? body : JSON.stringify(body));
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}

/** The file of a multipart form, and what it is for. */
function uploadIn(form: string, type: string): Upload {
  const boundary = /boundary="?([^";]+)/.exec(type)?.[1] ?? '';
  const parts = form.split(`--${boundary}`);
  const [head, text] = fieldIn(parts, 'file');
  const [, purpose] = fieldIn(parts, 'purpose');
  return { filename: /filename="([^"]*)"/.exec(head)?.[1] ?? '', purpose, text };
}

/** Headers and value. */
function fieldIn(parts: readonly string[], name: string): readonly [string, string] {
  const part = parts.find((each) => each.includes(`; name="${name}"`)) ?? '';
  const end = part.indexOf('\r\n\r\n');
  return [part.slice(0, end), part.slice(end + 4).replace(/\r\n$/, '')];
}
