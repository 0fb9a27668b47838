import { once } from 'node:events';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Embedder } from '../../application/ports.js';
import type { EmbedReply, EmbedRequest, WorkerSetup } from './minilm.types.js';
import { MINILM, MINILM_DIGEST, type MinilmFiles, WINDOW_TOKENS } from './minilm-files.js';

// Beside this file, compiled or not: `.js` in an installation, `.ts` under test.
const WORKER = new URL(`./minilm.worker${extname(import.meta.url)}`, import.meta.url);

interface Waiting {
  readonly resolve: (vectors: Float32Array[]) => void;
  readonly reject: (error: Error) => void;
}

/**
 * all-MiniLM-L6-v2, int8, in a thread of its own that starts with the first text.
 *
 * The model reads 256 tokens at once. A longer text is read in windows of that size, and its vector
 * is the mean over the tokens of all windows, so its end counts as much as its beginning.
 *
 * @source Reimers and Gurevych 2019 (Sentence-BERT): mean pooling, then length 1
 */
export class MinilmEmbedder extends Embedder implements OnApplicationShutdown {
  readonly name = MINILM;
  readonly digest = MINILM_DIGEST;
  readonly dimensions = 384;

  private worker: Promise<Worker> | undefined;
  private readonly waiting = new Map<number, Waiting>();
  private requests = 0;

  /** @param threads of one run of the model, >= 1 */
  constructor(
    private readonly files: MinilmFiles,
    private readonly threads: number,
  ) {
    super();
  }

  async embed(texts: readonly string[]): Promise<Float32Array[]> {
    if (texts.length === 0) return [];
    this.worker ??= this.start();
    const worker = await this.worker.catch((error: unknown) => {
      this.worker = undefined;
      throw error;
    });
    return new Promise((resolve, reject) => {
      const id = (this.requests += 1);
      this.waiting.set(id, { resolve, reject });
      worker.ref();
      worker.postMessage({ id, texts } satisfies EmbedRequest);
    });
  }

  // Asked to stop, never terminated: a thread that is terminated while the model runs takes the whole
  // process with it (onnxruntime-node 1.30.0). It ends after the batch it is at, within a second.
  async onApplicationShutdown(): Promise<void> {
    const worker = await this.worker?.catch(() => undefined); // one that did not start has nothing to stop
    if (!worker) return;
    const ended = once(worker, 'exit');
    worker.ref();
    worker.postMessage('stop');
    await ended;
  }

  private async start(): Promise<Worker> {
    const folder = await this.files.folder();
    const setup: WorkerSetup = { folder, threads: this.threads, windowTokens: WINDOW_TOKENS };
    const worker = new Worker(WORKER, { workerData: setup });
    worker.on('message', (reply: EmbedReply) => {
      this.settle(reply);
      // An idle thread does not keep the process alive.
      if (this.waiting.size === 0) worker.unref();
    });
    // An error is followed by the exit of the same thread, when another may have taken its place.
    let isLost = false;
    const lose = (error: Error): void => {
      if (!isLost) this.lose(error);
      isLost = true;
    };
    worker.on('error', (error) => {
      lose(error as Error);
    });
    worker.on('exit', () => {
      lose(new Error('the embedding model was stopped'));
    });
    return worker;
  }

  private settle(reply: EmbedReply): void {
    const waiting = this.waiting.get(reply.id);
    this.waiting.delete(reply.id);
    if ('error' in reply) waiting?.reject(new Error(`the embedding model failed: ${reply.error}`));
    else waiting?.resolve([...reply.vectors]);
  }

  /** Everyone who waits is told; the next text starts another thread. */
  private lose(error: Error): void {
    this.worker = undefined;
    for (const { reject } of this.waiting.values()) reject(error);
    this.waiting.clear();
  }
}
