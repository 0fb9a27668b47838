import { HostEnvironment } from './host-environment.js';

describe(HostEnvironment.name, () => {
  it('passes on what programs need and never what is secret', () => {
    const host = new HostEnvironment({
      PATH: '/bin',
      HOME: '/home/ann',
      PIP_INDEX_URL: 'https://index.example',
      https_proxy: 'http://proxy.example',
      DATABASE_URL: 'postgres://ann:secret@host/db',
      OPENAI_API_KEY: 'secret',
      XDG_CACHE_HOME: undefined,
    });
    expect(host.with({ OMP_NUM_THREADS: '2' })).toEqual({
      PATH: '/bin',
      HOME: '/home/ann',
      PIP_INDEX_URL: 'https://index.example',
      https_proxy: 'http://proxy.example',
      OMP_NUM_THREADS: '2',
    });
  });
});
