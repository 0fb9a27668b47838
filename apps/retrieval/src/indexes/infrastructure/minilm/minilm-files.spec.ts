import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { temporaryFolder } from '@equipoise/testing';
import { EmbedderFilesError } from './embedder-files.error.js';
import { MinilmFiles } from './minilm-files.js';

describe(MinilmFiles.name, () => {
  it('names a file that is missing and the command that brings it', async () => {
    const files = new MinilmFiles('/nowhere');
    const error = await files.folder().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(EmbedderFilesError);
    expect(String(error)).toContain(join('/nowhere', 'model.onnx'));
    expect(String(error)).toContain('equipoise models pull all-minilm-l6-v2');
  });

  it('refuses another file under the right name', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder.path, 'model.onnx'), 'not a model');
    await expect(new MinilmFiles(folder.path).folder()).rejects.toThrow(
      'is not the one whose SHA-256 is 8199be6f',
    );
    await folder.remove();
  });
});
