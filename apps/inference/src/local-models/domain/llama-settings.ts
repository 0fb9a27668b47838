/** What local models may use of the machine. */
export abstract class LlamaSettings {
  /** Processor cores, >= 1. */
  abstract readonly threads: number;
  /** `cpu` never looks for a GPU; `auto` takes the best one that a build is installed for. */
  abstract readonly gpu: 'cpu' | 'auto';
  /** Memory of loaded models and their contexts, bytes; the least recently used are given back. */
  abstract readonly memoryBytes: number;
}

/** Each lane in use holds one of Node's four worker threads; one is left for files and DNS. */
const MAX_LANES = 3;

/**
 * How the cores are shared out: several contexts ("lanes") that each take one call at a time, rather
 * than one context for all. Two one-thread lanes beat one with two threads (2.9 against 3.8 s a
 * judgement on two cores), and several sequences in one batch bring next to nothing on a CPU (0.5B:
 * 24 tokens per CPU-second with one, 26 with eight) but change the texts.
 */
export function lanePlan(threads: number): { lanes: number; threadsPerLane: number } {
  const lanes = Math.max(1, Math.min(threads, MAX_LANES));
  return { lanes, threadsPerLane: Math.max(1, Math.floor(threads / lanes)) };
}
