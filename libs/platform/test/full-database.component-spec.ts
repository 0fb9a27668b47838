import { execFile } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { status } from '@grpc/grpc-js';
import { Logger } from '@nestjs/common';
import { jest } from '@jest/globals';
import { SmallDisk, temporaryFolder } from '@equipoise/testing';
import { createDatabase, type Database, EmbeddedPostgres, toGrpcAnswer } from '../src/index.js';

jest.setTimeout(120_000);
const run = promisify(execFile);
const canMount = SmallDisk.isAvailable('a database on a full disk');

/** So many bytes that no compression makes fewer. */
const INSERT = `INSERT INTO notes SELECT string_agg(md5(random()::text), '')
  FROM generate_series(1, $1 / 32) i GROUP BY i % 100`;

(canMount ? describe : describe.skip)('a database on a full disk', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let disk: SmallDisk;
  let postgres: EmbeddedPostgres;
  let database: Database;
  const write = (bytes: number): Promise<unknown> =>
    database.transaction((manager) => manager.query(INSERT, [bytes]));

  beforeAll(async () => {
    folder = await temporaryFolder();
    disk = SmallDisk.make(1_000_000);
    postgres = await EmbeddedPostgres.start({ folder: folder.path });
    // The server's own disk stays as it is: the table alone lies on the small one.
    const space = join(disk.path, 'space');
    await mkdir(space);
    await run('chown', ['--reference', join(folder.path, 'pgdata', 'PG_VERSION'), space]);
    const options = { schema: 'test', pool: 2, entities: [], migrations: [] };
    database = await createDatabase({ url: postgres.url, ...options });
    await database.manager.query(`CREATE TABLESPACE small LOCATION '${space}'`);
    await database.manager.query('CREATE TABLE notes (text text) TABLESPACE small');
  });
  afterAll(async () => {
    await database.source.destroy();
    await postgres.stop();
    disk.remove();
    await folder.remove();
  });

  it('is answered with what is full and the way out, stores nothing, and works again with room', async () => {
    const error: unknown = await write(5_000_000).catch((reason: unknown) => reason);
    const answer = toGrpcAnswer(error, new Logger());
    expect(answer.code).toBe(status.RESOURCE_EXHAUSTED);
    expect(answer.metadata?.get('error-code')).toEqual(['PLATFORM.DATABASE_FULL']);
    expect(answer.details).toMatch(
      /could not extend file .*No space left on device.*EQUIPOISE_HOME/,
    );
    expect(await database.manager.query('SELECT 1 FROM notes')).toEqual([]);
    disk.grow(20_000_000);
    await write(5_000_000);
    expect(await database.manager.query('SELECT 1 FROM notes')).toHaveLength(100);
  });
});
