import { packed, unpackedFloats, unpackedIntegers } from './packed.js';

/** The same bytes at an odd address, as a driver may give them. */
const shifted = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from([0]), bytes]).subarray(1);

describe(packed.name, () => {
  it('keeps numbers, wherever their bytes lie', () => {
    const floats = Float32Array.from([1.5, -0.25, 3e8]);
    const integers = Uint32Array.from([0, 7, 0xffffffff]);
    expect(unpackedFloats(shifted(packed(floats)))).toEqual(floats);
    expect(unpackedIntegers(shifted(packed(integers)))).toEqual(integers);
  });

  it('packs a part of an array as that part alone', () => {
    expect(packed(Float32Array.from([1, 2, 3]).subarray(1, 2))).toHaveLength(4);
  });

  it('is little-endian', () => {
    expect([...packed(Uint32Array.from([1]))]).toEqual([1, 0, 0, 0]);
  });
});
