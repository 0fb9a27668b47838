import { createServer, type AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { EquipoiseCommands, temporaryFolder } from '@equipoise/testing';

jest.setTimeout(120_000);

describe('equipoise up, where it cannot start', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let equipoise: EquipoiseCommands;
  beforeAll(async () => {
    folder = await temporaryFolder();
    equipoise = new EquipoiseCommands({ EQUIPOISE_HOME: folder.path });
  });
  afterAll(() => folder.remove());

  it('names a port that is taken and the way out, and leaves the home folder free', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    const { exitCode, stderr } = await equipoise.run('up', '--port', String(port));
    other.close();
    expect(exitCode).toBe(3);
    expect(stderr).toContain(
      `equipoise: 127.0.0.1:${port} is taken by another program: choose another port (--port, PORT)`,
    );
    expect(stderr).not.toContain('    at '); // no stack
    await equipoise.up();
    await equipoise.down();
  });

  it('refuses a port that is none before anything starts', async () => {
    const { exitCode, stderr } = await equipoise.run('up', '--port', 'http');
    expect(exitCode).toBe(3);
    expect(stderr).toBe(
      'equipoise: --port http is no port: use a number from 1 to 65535, or 0 for a free one\n',
    );
  });
});
