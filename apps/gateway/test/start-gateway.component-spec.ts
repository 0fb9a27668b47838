import { createServer, type Server } from 'node:net';
import type { AddressInfo } from 'node:net';
import { jest } from '@jest/globals';
import { CannotListenError } from '../src/cannot-listen.error.js';
import { type Gateway, startGateway } from '../src/index.js';

jest.setTimeout(60_000);
const start = (host: string, port: number): Promise<Gateway> =>
  startGateway({ LOG_LEVEL: 'fatal' }, { host, port });

describe(startGateway.name, () => {
  let other: Server;
  let taken: number;
  beforeAll(async () => {
    other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    taken = (other.address() as AddressInfo).port;
  });
  afterAll(async () => {
    await new Promise((resolve) => other.close(resolve));
  });

  it('says that a port is taken, by its address, and the way out', async () => {
    const work = start('127.0.0.1', taken);
    await expect(work).rejects.toThrow(CannotListenError);
    await expect(work).rejects.toThrow(
      `127.0.0.1:${taken} is taken by another program: choose another port (--port, PORT), or 0`,
    );
  });

  it('says that an address is none of this machine', async () => {
    // 192.0.2.0/24 belongs to no machine (RFC 5737)
    await expect(start('192.0.2.1', 0)).rejects.toThrow(
      /cannot listen on 192\.0\.2\.1:0 \(.*EADDRNOTAVAIL.*\): choose an address of this machine/,
    );
  });

  it('tells which port it took where it may choose', async () => {
    const gateway = await start('127.0.0.1', 0);
    expect((await fetch(`${gateway.url}/v1/openapi.json`)).status).toBe(200);
    await gateway.app.close();
  });
});
