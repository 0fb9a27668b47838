import { PipProgress } from './pip-progress.js';

describe(PipProgress.name, () => {
  it('adds up what was downloaded and names the package at hand', () => {
    const progress = new PipProgress();
    const said = [
      'Collecting torch==2.15.0',
      'Downloading torch-2.15.0-cp311-cp311-manylinux_2_28_x86_64.whl (800.0 MB)',
      'Progress 400000000 of 800000000',
      'Progress 800000000 of 800000000',
      'Downloading nvidia_cublas-13.4.1.3-py3-none-manylinux_2_27_x86_64.whl (404.9 MB)',
      'Progress 400000000 of 404900000',
      'Installing collected packages: nvidia-cublas, torch',
    ].map((line) => progress.read(line));
    expect(said[0]).toBeUndefined();
    expect(said[2]).toMatch(/: 0\.4 of about .* GB \(torch\)$/);
    expect(said[5]).toMatch(/: 1\.2 of about .* GB \(nvidia_cublas\)$/);
    expect(said[6]).toMatch(/unpacking/);
  });
});
