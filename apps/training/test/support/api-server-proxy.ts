import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Agent, request } from 'node:https';
import { KubeConfig } from '@kubernetes/client-node';

/** Stands between a client and a real API server, and breaks their watches. */
export class ApiServerProxy {
  /** Of a client that goes through here. */
  readonly kubeConfig = new KubeConfig();
  /** Resource version that the next watch asks for, in place of its own. */
  nextWatchBeginsAt: string | undefined;
  /** Whether nothing gets through. */
  isAway = false;
  /** Watches begun so far. */
  begun = 0;
  /** Watches that the API server answered with 410. */
  expired = 0;
  private readonly watches = new Set<ServerResponse>();

  private constructor(
    private readonly server: Server,
    private readonly upstream: { readonly url: string; readonly token: string },
    private readonly agent: Agent,
  ) {
    server.on('request', (incoming: IncomingMessage, reply: ServerResponse) => {
      this.forward(incoming, reply);
    });
  }

  /** @param config of the client, with a token */
  static async start(config: KubeConfig): Promise<ApiServerProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const cluster = config.getCurrentCluster();
    const agent = new Agent({ ca: await readFile(cluster?.caFile ?? '') });
    const token = config.getCurrentUser()?.token ?? '';
    const proxy = new ApiServerProxy(server, { url: cluster?.server ?? '', token }, agent);
    const address = server.address();
    if (typeof address !== 'object' || !address) throw new Error('no port was given');
    const url = `http://127.0.0.1:${address.port}`;
    proxy.kubeConfig.loadFromClusterAndUser(
      { name: 'proxy', server: url, skipTLSVerify: true },
      { name: 'anyone' },
    );
    return proxy;
  }

  cutWatches(): void {
    for (const reply of this.watches) reply.destroy();
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
    this.agent.destroy();
  }

  private forward(incoming: IncomingMessage, reply: ServerResponse): void {
    if (this.isAway) {
      reply.destroy();
      return;
    }
    const url = new URL(incoming.url ?? '/', this.upstream.url);
    const isWatch = url.searchParams.get('watch') === 'true';
    if (isWatch) {
      this.begun += 1;
      if (this.nextWatchBeginsAt !== undefined) {
        url.searchParams.set('resourceVersion', this.nextWatchBeginsAt);
      }
      this.nextWatchBeginsAt = undefined;
      this.watches.add(reply);
      reply.once('close', () => this.watches.delete(reply));
    }
    const headers = { ...incoming.headers, authorization: `Bearer ${this.upstream.token}` };
    const { method, agent } = { method: incoming.method, agent: this.agent };
    const onward = request(url, { method, headers, agent }, (answer) => {
      reply.writeHead(answer.statusCode ?? 502, answer.headers);
      if (isWatch) {
        answer.on('data', (chunk: Buffer) => {
          if (chunk.includes('"code":410')) this.expired += 1;
        });
      }
      answer.pipe(reply);
      answer.once('error', () => reply.destroy());
    });
    onward.once('error', () => reply.destroy());
    reply.once('close', () => onward.destroy());
    incoming.pipe(onward);
  }
}
