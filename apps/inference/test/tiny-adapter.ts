import { seededRandom } from '@equipoise/kernel';

const STRING = 8;
const FLOAT32 = 6;
const ALIGNMENT = 32;

export interface TinyAdapter {
  /** Inputs and outputs of the query projection of the base model. */
  readonly inputs: number;
  readonly outputs: number;
  /** Standard size of the random weights; 0 gives an adapter that changes nothing. */
  readonly size: number;
}

/**
 * A LoRA adapter of rank 4 on the query projections of the first four layers, as a GGUF file.
 *
 * @source ggml, docs/gguf.md (version 3); llama.cpp, convert_lora_to_gguf.py (keys, tensor names)
 */
export function tinyAdapter({ inputs, outputs, size }: TinyAdapter): Buffer {
  const rank = 4;
  const random = seededRandom('tiny adapter');
  const tensors = [0, 1, 2, 3].flatMap((layer) => [
    { name: `blk.${layer}.attn_q.weight.lora_a`, shape: [inputs, rank] as const },
    { name: `blk.${layer}.attn_q.weight.lora_b`, shape: [rank, outputs] as const },
  ]);
  const bytesOf = ([columns, rows]: readonly [number, number]) => columns * rows * 4;
  const infos = tensors.map(({ name, shape }, i) => {
    const offset = tensors.slice(0, i).reduce((sum, other) => sum + bytesOf(other.shape), 0);
    return Buffer.concat([text(name), u32(2), u64(shape[0]), u64(shape[1]), u32(0), u64(offset)]);
  });
  const head = Buffer.concat([
    Buffer.from('GGUF'),
    u32(3),
    u64(tensors.length),
    u64(4),
    ...[
      ['general.architecture', 'llama'],
      ['general.type', 'adapter'],
      ['adapter.type', 'lora'],
    ].flatMap(([key, value]) => [text(key ?? ''), u32(STRING), text(value ?? '')]),
    text('adapter.lora.alpha'),
    u32(FLOAT32),
    Buffer.from(Float32Array.of(8).buffer),
    ...infos,
  ]);
  const weights = tensors.map(({ shape }) => {
    const values = Float32Array.from({ length: bytesOf(shape) / 4 }, () => (random() - 0.5) * size);
    return Buffer.from(values.buffer);
  });
  const padding = Buffer.alloc((ALIGNMENT - (head.length % ALIGNMENT)) % ALIGNMENT);
  return Buffer.concat([head, padding, ...weights]);
}

function u32(value: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeUInt32LE(value);
  return buffer;
}

function u64(value: number): Buffer {
  const buffer = Buffer.alloc(8);
  buffer.writeBigUInt64LE(BigInt(value));
  return buffer;
}

function text(value: string): Buffer {
  return Buffer.concat([u64(Buffer.byteLength(value)), Buffer.from(value)]);
}
