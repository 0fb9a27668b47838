import { open } from 'node:fs/promises';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Token } from 'node-llama-cpp';
import {
  type Completion,
  ContextTooLongError,
  type ModelCall,
  ModelRefusedError,
  ModelRuntime,
} from '../../generations/index.js';
import type { RegisteredLocalModel, RegisteredModel } from '../../models/index.js';
import { lanePlan, LlamaSettings } from '../domain/llama-settings.js';
import type { Prompt } from '../domain/prompt-chunks.js';
import { type Drawn, generateText } from './generate-text.js';
import type { Lane } from './lane.js';
import { LlamaLibrary } from './llama-library.js';
import { llamaFailure } from './llama-failure.js';
import type { LoadedModel } from './loaded-model.js';
import { scoreTokens } from './score-tokens.js';

interface Work {
  readonly model: RegisteredLocalModel;
  readonly call: ModelCall;
  readonly signal: AbortSignal;
}

/** Runs GGUF models in this process, by llama.cpp. */
@Injectable()
export class LlamaRuntime extends ModelRuntime implements OnApplicationShutdown {
  readonly provider = 'local';
  private readonly library: LlamaLibrary;

  constructor(private readonly settings: LlamaSettings) {
    super();
    this.library = new LlamaLibrary(settings);
  }

  override concurrency(): number {
    return lanePlan(this.settings.threads).lanes;
  }

  /**
   * Gives one completion a call: the caller asks for the other samples side by side, and they build
   * upon the evaluated prompt. Equal calls with equal seeds, and greedy ones, give equal completions,
   * whatever else runs.
   *
   * @throws ContextTooLongError, ModelRefusedError, ModelUnavailableError, CallCancelledError
   */
  override async complete(
    model: RegisteredModel,
    call: ModelCall,
    signal: AbortSignal,
  ): Promise<Completion[]> {
    const work = { model: local(model), call, signal };
    try {
      await requireGguf(work.model);
      signal.throwIfAborted();
      return [await this.library.with(work.model.file, (loaded) => this.run(loaded, work))];
    } catch (error) {
      const { name, file, adapterFile } = work.model;
      const complaints = this.library.takeComplaints();
      throw llamaFailure(error, { name, file, adapterFile, signal, complaints });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.library.close();
  }

  private async run(loaded: LoadedModel, { model, call, signal }: Work): Promise<Completion> {
    const prompt = loaded.prompt(call);
    const contextTokens = prompt.tokens + completionBudget(call);
    const window = Math.min(model.contextTokens, loaded.model.trainContextSize);
    if (contextTokens > window) throw new ContextTooLongError(model.name, contextTokens, window);
    const pool = loaded.pool(model.adapterFile);
    return pool.with({ prompt, contextTokens, signal }, async (lane) => {
      const startedAt = performance.now();
      const drawn = await draw(loaded, lane, { prompt, call, signal });
      const latencyMs = performance.now() - startedAt;
      return { ...drawn, promptTokens: prompt.tokens, latencyMs, attempts: 1 };
    });
  }
}

async function draw(
  loaded: LoadedModel,
  lane: Lane,
  { prompt, call, signal }: { prompt: Prompt<Token>; call: ModelCall; signal: AbortSignal },
): Promise<Drawn> {
  if (call.scoreTokens.length === 0) {
    return generateText(loaded, lane, { prompt, decoding: call.decoding, signal });
  }
  const wanted = call.scoreTokens.map((text) => ({ text, token: loaded.scoreToken(text) }));
  return scoreTokens(lane, { prompt, wanted, signal });
}

/** Reading probabilities draws no token. */
function completionBudget({ scoreTokens: wanted, decoding }: ModelCall): number {
  return wanted.length > 0 ? 0 : decoding.maxTokens;
}

function local(model: RegisteredModel): RegisteredLocalModel {
  if (model.provider === 'local') return model;
  throw new TypeError(`${model.name} is not a local model`);
}

/** llama.cpp may end the process on what is no GGUF file, so it is never shown one. */
async function requireGguf({ name, base, file, adapterFile }: RegisteredLocalModel): Promise<void> {
  const download = `run "equipoise models pull ${base ?? name}"`;
  await requireMagic(file, 'model', { name, remedy: download });
  if (adapterFile === undefined) return;
  await requireMagic(adapterFile, 'adapter', {
    name,
    remedy: 'restore the artifacts folder, or train it again',
  });
}

async function requireMagic(
  path: string,
  what: string,
  { name, remedy }: { name: string; remedy: string },
): Promise<void> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) {
    throw new ModelRefusedError(
      'MODEL_NOT_DOWNLOADED',
      `the ${what} file of ${name} is not there or cannot be read (${path}): ${remedy}`,
      0,
    );
  }
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4), 0, 4, 0);
    if (buffer.toString('latin1', 0, bytesRead) === 'GGUF') return;
  } finally {
    await handle.close();
  }
  throw new ModelRefusedError(
    'MODEL_FILE_UNUSABLE',
    `the ${what} file of ${name} is no GGUF file (${path}): delete it, then ${remedy}`,
    0,
  );
}
