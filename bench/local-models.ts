/**
 * Speed of a local model in the two kinds of work it does, one call at a time and as many as it takes:
 * `node --import ./bench/typescript.mjs bench/local-models.ts [model] [threads]`.
 */
import { availableParallelism } from 'node:os';
import { LlamaRuntime, LocalModelCatalog } from '../apps/inference/src/local-models/index.js';
import type { ModelCall } from '../apps/inference/src/generations/index.js';
import { testModelCache } from '../libs/testing/src/index.js';

const name = process.argv[2] ?? 'qwen2.5-coder-0.5b';
const threads = Number(process.argv[3] ?? availableParallelism());
const CALLS = 16;
const FORM =
  'Rate how far the answer agrees with the reference, from 1 (not at all) to 5 (fully).\n';
const TEXT = 'The lighthouse of the northern bay was built of grey granite and lit by oil. ';

/** A judgement: a long form that all share, then the item. */
function judgement(i: number): ModelCall {
  return {
    messages: [{ role: 'user', content: `${FORM.repeat(14)}\nQuestion ${i}: ${TEXT.repeat(6)}` }],
    prefill: 'Score: ',
    decoding: { temperature: 0, topP: 1, maxTokens: 1, seed: undefined, stop: [] },
    samples: 1,
    scoreTokens: ['1', '2', '3', '4', '5'],
  };
}

/** A judgement on one of two criteria in turn, as a chunk of answers is judged. */
function judgementInTurn(i: number): ModelCall {
  const criterion = `Criterion ${Math.floor(i / 4) % 2}.`;
  return {
    ...judgement(i),
    messages: [{ role: 'system', content: criterion }, ...judgement(i).messages],
  };
}

/** An answer from a passage. */
function answer(i: number): ModelCall {
  return {
    ...judgement(i),
    messages: [{ role: 'user', content: `${TEXT.repeat(10)} Describe lighthouse ${i} at length.` }],
    prefill: '',
    decoding: { temperature: 0, topP: 1, maxTokens: 40, seed: undefined, stop: [] },
    scoreTokens: [],
  };
}

const entry = await new LocalModelCatalog(testModelCache()).find(name);
if (!entry) throw new Error(`there is no local chat model "${name}"`);
const { model } = entry;
const runtime = new LlamaRuntime({ threads, gpu: 'cpu', memoryBytes: Infinity });
const signal = new AbortController().signal;

async function measure(label: string, calls: readonly ModelCall[], atOnce: number): Promise<void> {
  const queue = [...calls];
  const [start, cpu] = [performance.now(), process.cpuUsage()];
  let tokens = 0;
  const work = async (): Promise<void> => {
    for (let call = queue.shift(); call; call = queue.shift()) {
      const completions = await runtime.complete(model, call, signal);
      for (const { completionTokens } of completions) tokens += completionTokens;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const seconds = (performance.now() - start) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  process.stdout.write(
    `${label}, ${atOnce} at once: ${(seconds / calls.length).toFixed(2)} s a call, ` +
      `${((user + system) / 1e6 / calls.length).toFixed(2)} CPU-s, ${(tokens / seconds).toFixed(1)} tokens/s\n`,
  );
}

const numbers = (from: number): number[] => Array.from({ length: CALLS }, (_, i) => from + i);
const lanes = runtime.concurrency();
await Promise.all(numbers(0).map((i) => runtime.complete(model, judgement(i), signal)));
process.stdout.write(`${name}, ${threads} threads\n`);
for (const atOnce of new Set([1, lanes])) {
  await measure('judgement (shared form, probabilities)', numbers(100).map(judgement), atOnce);
  await measure('judgement (two forms in turn)', numbers(100).map(judgementInTurn), atOnce);
  await measure('answer (about 200 tokens in, 40 out)', numbers(200).map(answer), atOnce);
}
await runtime.onApplicationShutdown();
