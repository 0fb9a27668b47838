import { resolve } from 'node:path';
import {
  cacheFolder,
  fileDigest,
  MANIFEST,
  ModelCache,
  ModelDownloader,
  sizeBytes,
} from '@equipoise/models';
import type { Model } from '../client/api.js';
import { onPlatform } from '../connection.js';
import { CliError, EXIT, type ExitCode } from '../exit-code.js';
import { type ProgressDisplay, progressDisplay } from '../progress/progress-display.js';
import { type CommandContext, note, print } from './command.js';

const MEGABYTE = 1_000_000;

/** `equipoise models pull`: downloads local models into the cache; nothing when they are there. */
export async function pullModels(
  context: CommandContext,
  names: readonly string[],
  { quiet = false }: { quiet?: boolean } = {},
): Promise<ExitCode> {
  const cache = new ModelCache(cacheFolder(context.env));
  const models = names.map((name) => cache.model(name));
  const missing = [];
  for (const model of models) if (!(await cache.isPresent(model))) missing.push(model);
  if (missing.length === 0) {
    if (!quiet) print(context, 'everything is there already');
    return EXIT.noHarm;
  }
  const total = missing.reduce((sum, model) => sum + sizeBytes(model), 0);
  note(context, `downloading ${missing.length} models, ${megabytes(total)}, into ${cache.folder}`);
  const display = progressDisplay(context.stderr);
  try {
    for (const model of missing) {
      await pull(new ModelDownloader(cache), model.name, display, context.signal);
    }
  } finally {
    display.stop();
  }
  return EXIT.noHarm;
}

async function pull(
  downloader: ModelDownloader,
  name: string,
  display: ProgressDisplay,
  signal: AbortSignal,
): Promise<void> {
  await downloader.download(name, {
    signal,
    onProgress: ({ model, phase, doneBytes, totalBytes }) => {
      const item = {
        name: model,
        done: Math.floor(doneBytes / MEGABYTE),
        total: Math.ceil(totalBytes / MEGABYTE),
        detail: phase === 'waiting' ? 'another process downloads it' : 'MB',
      };
      display.update([phase === 'complete' ? { ...item, done: item.total } : item]);
    },
  });
}

/** `equipoise models list`: local models with their state, then what the platform knows beside them. */
export async function listModels(
  context: CommandContext,
  options: { server?: string },
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    for (const model of await api.models()) print(context, modelLine(model));
    const cache = new ModelCache(cacheFolder(context.env));
    for (const model of MANIFEST.filter(({ kind }) => kind === 'embedding')) {
      const state = (await cache.isPresent(model)) ? 'ready' : 'not-downloaded';
      print(context, line(model.name, 'embedding', state, megabytes(sizeBytes(model))));
    }
    return EXIT.noHarm;
  });
}

export interface AddModelOptions {
  readonly endpoint: string;
  readonly remoteName?: string;
  readonly keyEnv?: string;
  readonly contextTokens?: string;
  readonly logprobs?: boolean;
  readonly concurrency?: string;
  readonly inputPrice?: string;
  readonly outputPrice?: string;
  readonly base?: string;
  readonly adapterDigest?: string;
  readonly adapterRank?: string;
  readonly precision?: string;
  readonly chatTemplate?: string;
  readonly server?: string;
}

/** `equipoise models add`: a model behind an OpenAI-compatible endpoint. */
export async function addModel(
  context: CommandContext,
  name: string,
  options: AddModelOptions,
): Promise<ExitCode> {
  return onPlatform(context.env, options, async ({ api }) => {
    const model = await api.registerModel(name, {
      endpoint: options.endpoint,
      remoteName: options.remoteName ?? name,
      apiKeyRef: options.keyEnv ? `env:${options.keyEnv}` : '',
      tokenProbabilities: options.logprobs ?? false,
      ...numberField('contextTokens', options.contextTokens),
      ...numberField('maxConcurrency', options.concurrency),
      ...numberField('inputUsdPerMillion', options.inputPrice),
      ...numberField('outputUsdPerMillion', options.outputPrice),
      ...numberField('adapterRank', options.adapterRank),
      base: options.base ?? '',
      adapterDigest: options.adapterDigest ?? '',
      precision: options.precision ?? '',
      chatTemplate: options.chatTemplate ?? '',
    });
    print(context, modelLine(model));
    return EXIT.noHarm;
  });
}

/** `equipoise models add-adapter`: a LoRA adapter (GGUF) that was made elsewhere. */
export async function addAdapter(
  context: CommandContext,
  name: string,
  options: { base: string; file: string; server?: string },
): Promise<ExitCode> {
  const path = resolve(options.file);
  const digest = await digestOf(path);
  return onPlatform(context.env, options, async ({ api }) => {
    print(
      context,
      modelLine(await api.registerAdapter({ name, base: options.base, path, digest })),
    );
    return EXIT.noHarm;
  });
}

/** SHA-256 of a file. @throws CliError when it cannot be read */
export async function digestOf(path: string): Promise<string> {
  try {
    return await fileDigest(path);
  } catch (error) {
    throw new CliError(`${path} cannot be read: ${(error as Error).message}`);
  }
}

function numberField(name: string, text: string | undefined): Record<string, number> {
  if (text === undefined) return {};
  const value = Number(text);
  if (!Number.isFinite(value)) throw new CliError(`"${text}" is no number (${name})`);
  return { [name]: value };
}

function modelLine(model: Model): string {
  const place = model.provider === 'local' ? megabytes(model.sizeBytes) : model.endpoint;
  const kind = model.base ? `adapter of ${model.base}` : model.provider;
  return line(model.name, kind, model.status, place);
}

const line = (name: string, kind: string, state: string, place: string): string =>
  `${name.padEnd(36)} ${kind.padEnd(12)} ${state.padEnd(16)} ${place}`;

const megabytes = (bytes: number): string =>
  bytes >= 1e9 ? `${(bytes / 1e9).toFixed(1)} GB` : `${Math.ceil(bytes / 1e6)} MB`;
