import { once } from 'node:events';
import { connect } from 'node:net';
import type { PartialStepReport } from '../../application/ports.js';
import { ProgressServer } from './progress-server.js';

async function setUp() {
  const posts: PartialStepReport[] = [];
  const server = await ProgressServer.start((post) => posts.push(post));
  const send = async (body: string, authorization = `Bearer ${server.token}`): Promise<number> => {
    const response = await fetch(server.url, { method: 'POST', body, headers: { authorization } });
    return response.status;
  };
  return { posts, send, server };
}

const post = (metrics: Record<string, string>): string =>
  JSON.stringify({
    trainerStatus: {
      progressPercentage: 10,
      metrics: Object.entries(metrics).map(([name, value]) => ({ name, value })),
    },
  });

describe(ProgressServer.name, () => {
  it('reads steps and loss, and takes posts that lack them', async () => {
    const { posts, send, server } = await setUp();
    expect(await send(post({ total_steps: '60' }))).toBe(200);
    expect(await send(post({ current_step: '2', total_steps: '60', loss: '1.25' }))).toBe(200);
    expect(await send(post({ loss: 'nan', something_new: 'x' }))).toBe(200);
    expect(posts).toEqual([
      { step: undefined, totalSteps: 60, loss: undefined },
      { step: 2, totalSteps: 60, loss: 1.25 },
      { step: undefined, totalSteps: undefined, loss: undefined },
    ]);
    server.close();
  });

  it('outlives a trainer that is killed in the middle of a post', async () => {
    const { posts, send, server } = await setUp();
    const unhandled: unknown[] = [];
    const note = (reason: unknown): number => unhandled.push(reason);
    process.on('unhandledRejection', note);
    const { hostname, port } = new URL(server.url);
    const socket = connect(Number(port), hostname);
    const head = ['POST / HTTP/1.1', 'Host: x', `Authorization: Bearer ${server.token}`];
    socket.write([...head, 'Content-Length: 1000', '', '{"trainerStatus"'].join('\r\n'));
    await once(socket, 'connect');
    expect(await send(post({ total_steps: '60' }))).toBe(200);
    socket.destroy();
    expect(await send(post({ total_steps: '60' }))).toBe(200);
    expect(posts).toHaveLength(2);
    expect(unhandled).toEqual([]);
    process.off('unhandledRejection', note);
    server.close();
  });

  it('refuses a wrong secret, a wrong shape and a flood', async () => {
    const { posts, send, server } = await setUp();
    expect(await send(post({}), 'Bearer wrong')).toBe(401);
    expect(await send('{}')).toBe(400);
    expect(await send('x'.repeat(70_000))).toBe(413);
    expect(posts).toEqual([]);
    server.close();
  });
});
