import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '@equipoise/kernel';
import { z } from 'zod';
import { WrongAdapterError } from './job-failure.errors.js';
import { readTensorFacts, type TensorFacts } from './safetensors.js';

/** The part of PEFT's `adapter_config.json` that decides whether the adapter is the one ordered. */
const adapterConfigSchema = z.object({
  peft_type: z.string(),
  base_model_name_or_path: z.string(),
  r: z.int(),
});

/** Types of numbers that servers of models load an adapter from. */
const DTYPES = ['BF16', 'F16', 'F32'];

/** What an adapter is to be. */
export interface OrderedAdapter {
  /** Path of the base weights in the pod. */
  readonly weights: string;
  readonly rank: number;
  /** SHA-256 of the chat template in the base's folder; null where it has none. */
  readonly chatTemplate: string | null;
}

/**
 * Compares an adapter with what was ordered: its base, rank, chat template and type of numbers, in
 * what it says of itself and in its tensors.
 *
 * @param template SHA-256 of the chat template that the adapter was trained with; null where the
 *   trainer does not say
 * @throws WrongAdapterError naming both values
 */
export async function requireOrdered(
  folder: string,
  ordered: OrderedAdapter,
  template: string | null,
): Promise<void> {
  const written = await readLeftJson(join(folder, 'adapter_config.json'));
  const config = await readLeft(() => adapterConfigSchema.parse(written));
  requireSame('peft_type', config.peft_type, 'LORA');
  requireSame('base_model_name_or_path', config.base_model_name_or_path, ordered.weights);
  requireSame('r', config.r, ordered.rank);
  // A base without a template is served with one that its server is given: nobody here knows it.
  if (template !== null && ordered.chatTemplate !== null) {
    requireSame('chat template of SHA-256', template, ordered.chatTemplate);
  }
  requireTensors(
    await readLeft(() => readTensorFacts(join(folder, 'adapter_model.safetensors'))),
    ordered,
  );
}

function requireTensors(tensors: readonly TensorFacts[], { rank }: OrderedAdapter): void {
  const down = tensors.filter(({ name }) => name.includes('lora_A'));
  if (down.length === 0) throw new WrongAdapterError('the trainer left an adapter without tensors');
  for (const { name, shape } of down) requireSame(`rank of ${name}`, shape[0] ?? 0, rank);
  for (const { name, dtype } of tensors) {
    if (DTYPES.includes(dtype)) continue;
    throw new WrongAdapterError(
      `the trainer's adapter has dtype ${dtype} in ${name}, but can be served in ${DTYPES.join(', ')} alone`,
    );
  }
}

function requireSame(field: string, found: string | number, ordered: string | number): void {
  if (found === ordered) return;
  throw new WrongAdapterError(
    `the trainer's adapter has ${field} ${found}, but ${ordered} was ordered`,
  );
}

/** JSON that a trainer left. @throws WrongAdapterError */
export async function readLeftJson(path: string): Promise<unknown> {
  return readLeft(async () => JSON.parse(await readFile(path, 'utf8')) as unknown);
}

async function readLeft<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new WrongAdapterError(`what the trainer left cannot be read: ${reasonOf(error)}`);
  }
}
