import { open } from 'node:fs/promises';
import { z } from 'zod';

/** Larger headers are none: an adapter has some thousand tensors. */
const LARGEST_HEADER = 64 * 2 ** 20;

const headerSchema = z.record(
  z.string(),
  z.looseObject({ dtype: z.string().optional(), shape: z.array(z.int().min(0)).optional() }),
);

/** A tensor as the file describes it. */
export interface TensorFacts {
  readonly name: string;
  /** e.g. `BF16` */
  readonly dtype: string;
  readonly shape: readonly number[];
}

/**
 * The tensors of a safetensors file, without their values: 8 bytes with the header's length, then the
 * header in JSON.
 *
 * @throws Error for a file that is none
 * @source https://huggingface.co/docs/safetensors, "Format"
 */
export async function readTensorFacts(path: string): Promise<TensorFacts[]> {
  const file = await open(path);
  try {
    const prefix = Buffer.alloc(8);
    const { bytesRead } = await file.read(prefix, 0, 8, 0);
    const length = bytesRead === 8 ? Number(prefix.readBigUInt64LE()) : 0;
    if (length < 2 || length > LARGEST_HEADER) throw new Error(`${path} is no safetensors file`);
    const header = Buffer.alloc(length);
    await file.read(header, 0, length, 8);
    const tensors = Object.entries(headerSchema.parse(JSON.parse(header.toString('utf8'))));
    return tensors
      .filter(([name]) => name !== '__metadata__')
      .map(([name, { dtype = 'none', shape = [] }]) => ({ name, dtype, shape }));
  } finally {
    await file.close();
  }
}
