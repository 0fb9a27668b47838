import { Logger } from '@nestjs/common';
import { getLlama, type Llama, LlamaLogLevel } from 'node-llama-cpp';
import type { LlamaSettings } from '../domain/llama-settings.js';
import { Cores } from './cores.js';
import { LoadedModel } from './loaded-model.js';

/** Last complaints of llama.cpp that are kept for an error message. */
const KEPT_COMPLAINTS = 4;

interface Entry {
  readonly loading: Promise<LoadedModel>;
  /** Calls that need it now. */
  users: number;
}

/** llama.cpp and the models that it has in memory. */
export class LlamaLibrary {
  private readonly logger = new Logger('llama.cpp');
  private readonly complaints: string[] = [];
  /** By file; the most recently used stand last. */
  private readonly entries = new Map<string, Entry>();
  private llama: Promise<Llama> | undefined;
  private readonly cores: Cores;
  private hasFailedLoad = false;

  constructor(private readonly settings: LlamaSettings) {
    this.cores = new Cores(settings.threads);
  }

  /**
   * Does some work with a model in memory, which stays there for the time.
   *
   * @throws Error of node-llama-cpp when it cannot be loaded, and what the work throws
   */
  async with<T>(file: string, work: (model: LoadedModel) => Promise<T>): Promise<T> {
    const entry = this.enter(file);
    try {
      return await work(await entry.loading);
    } finally {
      entry.users -= 1;
      await this.trim();
    }
  }

  /** What llama.cpp last complained about: its reasons stand in its log, not in its errors. */
  takeComplaints(): string {
    return this.complaints.splice(0).join('; ');
  }

  /** Gives all memory back; calls under way fail. */
  async close(): Promise<void> {
    const entries = [...this.entries.values()];
    this.entries.clear();
    await Promise.allSettled(entries.map(async ({ loading }) => (await loading).close()));
    const disposed = this.llama?.then((llama) => llama.dispose());
    this.llama = undefined;
    // node-llama-cpp 3.22 waits for ever for models that failed to load; they hold no memory.
    if (!this.hasFailedLoad) await disposed?.catch(() => undefined);
  }

  private enter(file: string): Entry {
    const entry = this.entries.get(file) ?? { loading: this.load(file), users: 0 };
    this.entries.delete(file);
    this.entries.set(file, entry);
    entry.users += 1;
    entry.loading.catch(() => {
      this.hasFailedLoad = true;
      if (this.entries.get(file) === entry) this.entries.delete(file);
    });
    return entry;
  }

  private async load(file: string): Promise<LoadedModel> {
    this.llama ??= this.start();
    const llama = await this.llama;
    const model = await llama.loadModel({ modelPath: file });
    return new LoadedModel(file, model, this.cores);
  }

  private async start(): Promise<Llama> {
    const { gpu, threads } = this.settings;
    return getLlama({
      gpu: gpu === 'auto' ? 'auto' : false,
      build: 'never',
      maxThreads: threads,
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) => {
        this.listen(level, message.trim());
      },
    });
  }

  private listen(level: LlamaLogLevel, message: string): void {
    this.logger.debug({ msg: message, level });
    if (level !== LlamaLogLevel.error && level !== LlamaLogLevel.fatal) return;
    this.complaints.push(message);
    this.complaints.splice(0, this.complaints.length - KEPT_COMPLAINTS);
  }

  /** Gives memory back, lanes before models, the least recently used first. */
  private async trim(): Promise<void> {
    const settled = await Promise.allSettled([...this.entries.values()].map((one) => one.loading));
    const loaded = settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    const isOver = () =>
      loaded.reduce((sum, model) => sum + model.bytes, 0) > this.settings.memoryBytes;
    for (const model of loaded) {
      while (isOver() && (await model.closeOnePool())) await Promise.resolve();
    }
    for (const model of [...loaded]) {
      if (!isOver() || loaded.length === 1) return;
      if (this.entries.get(model.file)?.users !== 0) continue;
      this.entries.delete(model.file);
      loaded.splice(loaded.indexOf(model), 1);
      await model.close();
    }
  }
}
