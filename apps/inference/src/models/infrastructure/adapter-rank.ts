import { readGgufFileInfo } from 'node-llama-cpp';

/**
 * Rank of the LoRA adapter in a GGUF file: the larger one where layers differ.
 *
 * @returns undefined when the file tells none; whether it can be used shows when it is loaded
 * @source llama.cpp, convert_lora_to_gguf.py: `<tensor>.lora_a` maps n inputs to r numbers, shape [n, r]
 */
export async function adapterRank(path: string): Promise<number | undefined> {
  const options = { sourceType: 'filesystem', logWarnings: false } as const;
  const file = await readGgufFileInfo(path, options).catch(() => undefined);
  const ranks = (file?.tensorInfo ?? [])
    .filter(({ name }) => name.endsWith('.lora_a'))
    .map(({ dimensions }) => Number(dimensions[1]))
    .filter((rank) => Number.isInteger(rank) && rank > 0);
  return ranks.length === 0 ? undefined : Math.max(...ranks);
}
