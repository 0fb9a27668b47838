// Runs in a thread of its own, because the model blocks the one it runs in. Node loads this file as
// it is, so it imports packages and types only.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort, workerData } from 'node:worker_threads';
import * as tokenizers from '@huggingface/tokenizers';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { EmbedReply, EmbedRequest, TokenizerPackage, WorkerSetup } from './minilm.types.js';

/** Most windows of one run, and most tokens with padding: beyond these it slowed down, measured. */
const BATCH_WINDOWS = 8;
const BATCH_TOKENS = 1_024;

/** A run of tokens of one text. */
interface TokenWindow {
  readonly text: number;
  readonly ids: readonly number[];
}

const { Tokenizer } = tokenizers as unknown as TokenizerPackage;
const { folder, threads, windowTokens } = workerData as WorkerSetup;
const [model, config] = await Promise.all(
  ['tokenizer.json', 'tokenizer_config.json'].map(
    async (name) => JSON.parse(await readFile(join(folder, name), 'utf8')) as object,
  ),
);
const tokenizer = new Tokenizer(model ?? {}, config ?? {});
const session = await InferenceSession.create(join(folder, 'model.onnx'), {
  intraOpNumThreads: threads,
  interOpNumThreads: 1,
});
const [begin, end] = ['[CLS]', '[SEP]'].map((mark) => tokenizer.token_to_id(mark) ?? 0);

let isStopping = false;

parentPort?.on('message', (message: EmbedRequest | 'stop') => {
  if (message === 'stop') {
    isStopping = true;
    parentPort?.close();
    return;
  }
  void answer(message).then((reply) => {
    parentPort?.postMessage(reply);
  });
});

async function answer({ id, texts }: EmbedRequest): Promise<EmbedReply> {
  try {
    return { id, vectors: await embed(texts) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

async function embed(texts: readonly string[]): Promise<Float32Array[]> {
  const sums: Float32Array[] = [];
  for (const batch of batchesOf(texts.flatMap(windowsOf))) {
    if (isStopping) throw new Error('it is being stopped');
    await addTokens(batch, sums);
  }
  return sums.map(normalised);
}

function windowsOf(text: string, index: number): TokenWindow[] {
  const { ids } = tokenizer.encode(text, { add_special_tokens: false });
  const size = windowTokens - 2;
  const count = Math.max(1, Math.ceil(ids.length / size));
  return Array.from({ length: count }, (_, i) => ({
    text: index,
    ids: [begin ?? 0, ...ids.slice(i * size, (i + 1) * size), end ?? 0],
  }));
}

/** Windows of like length together, so that little is padding. */
function batchesOf(windows: readonly TokenWindow[]): TokenWindow[][] {
  const batches: TokenWindow[][] = [];
  let open: TokenWindow[] = [];
  for (const window of [...windows].sort((a, b) => a.ids.length - b.ids.length)) {
    const tokens = (open.length + 1) * window.ids.length;
    if (open.length > 0 && (open.length === BATCH_WINDOWS || tokens > BATCH_TOKENS)) {
      batches.push(open);
      open = [];
    }
    open.push(window);
  }
  return open.length > 0 ? [...batches, open] : batches;
}

/** Adds the output of every token to the sum of its text: divided by its length it is their mean. */
async function addTokens(batch: readonly TokenWindow[], sums: Float32Array[]): Promise<void> {
  const length = Math.max(...batch.map(({ ids }) => ids.length));
  const shape = [batch.length, length];
  const ids = new BigInt64Array(batch.length * length);
  const mask = new BigInt64Array(ids.length);
  for (const [row, window] of batch.entries()) {
    ids.set(window.ids.map(BigInt), row * length);
    mask.fill(1n, row * length, row * length + window.ids.length);
  }
  const { last_hidden_state: output } = await session.run({
    input_ids: new Tensor('int64', ids, shape),
    attention_mask: new Tensor('int64', mask, shape),
    token_type_ids: new Tensor('int64', new BigInt64Array(ids.length), shape),
  });
  const states = output?.data as Float32Array;
  const dimensions = states.length / ids.length;
  for (const [row, window] of batch.entries()) {
    const sum = (sums[window.text] ??= new Float32Array(dimensions));
    const from = row * length * dimensions;
    const to = from + window.ids.length * dimensions;
    for (let at = from; at < to; at += 1) {
      const dimension = (at - from) % dimensions;
      sum[dimension] = (sum[dimension] ?? 0) + (states[at] ?? 0);
    }
  }
}

function normalised(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, x) => sum + x * x, 0));
  return vector.map((x) => x / length);
}
