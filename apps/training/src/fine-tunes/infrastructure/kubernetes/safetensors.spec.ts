import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { readTensorFacts } from './safetensors.js';

describe('the header of a safetensors file', () => {
  let path: string;
  let remove: () => Promise<void>;

  beforeEach(async () => {
    const folder = await temporaryFolder();
    path = join(folder.path, 'adapter_model.safetensors');
    ({ remove } = folder);
  });
  afterEach(async () => {
    await remove();
  });

  it('names every tensor with its type and shape', async () => {
    const tensor = { dtype: 'F32', shape: [8, 64], data_offsets: [0, 2048] };
    const header = Buffer.from(JSON.stringify({ __metadata__: { format: 'pt' }, lora_A: tensor }));
    const length = Buffer.alloc(8);
    length.writeBigUInt64LE(BigInt(header.length));
    await writeFile(path, Buffer.concat([length, header, Buffer.alloc(2048)]));
    expect(await readTensorFacts(path)).toEqual([{ name: 'lora_A', dtype: 'F32', shape: [8, 64] }]);
  });

  it.each([
    ['an empty file', Buffer.alloc(0)],
    ['a file of pickled tensors', Buffer.from('\x80\x02}q\x00.and so on')],
    ['a header that ends early', Buffer.from('\x40\0\0\0\0\0\0\0{"a":', 'latin1')],
  ])('is not found in %s', async (_, bytes) => {
    await writeFile(path, bytes);
    await expect(readTensorFacts(path)).rejects.toThrow();
  });
});
