/** The bytes of 32-bit numbers, in the order of this processor: little-endian on all we run on. */
export function packed(numbers: Float32Array | Uint32Array): Buffer {
  return Buffer.from(numbers.buffer, numbers.byteOffset, numbers.byteLength);
}

/** A copy, because a buffer from the database need not begin at a multiple of four bytes. */
export function unpackedFloats(bytes: Buffer): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}

export function unpackedIntegers(bytes: Buffer): Uint32Array {
  return new Uint32Array(Uint8Array.from(bytes).buffer);
}
