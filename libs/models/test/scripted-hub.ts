import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** How the hub answers one request. */
export type Script = (request: IncomingMessage, response: ServerResponse) => void;

/** A model hub on the loopback address that answers by script. */
export class ScriptedHub {
  readonly requests: { readonly path: string; readonly range: string | undefined }[] = [];
  private readonly server = createServer((request, response) => {
    this.requests.push({ path: request.url ?? '', range: request.headers.range });
    this.script(request, response);
  });

  constructor(public script: Script) {}

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Serves bytes with an entity tag, by range where the tag still holds. */
export function serving(content: Buffer, etag = '"v1"'): Script {
  return ({ headers }, response) => {
    const start =
      headers['if-range'] === etag ? Number(/\d+/.exec(headers.range ?? '')?.[0] ?? 0) : 0;
    response.writeHead(start > 0 ? 206 : 200, {
      etag,
      'content-length': content.length - start,
      ...(start > 0 && {
        'content-range': `bytes ${start}-${content.length - 1}/${content.length}`,
      }),
    });
    response.end(content.subarray(start));
  };
}

/** Promises the whole, gives a beginning, and breaks the connection. */
export function breakingOff(content: Buffer, afterBytes: number, etag = '"v1"'): Script {
  return (_, response) => {
    response.writeHead(200, { etag, 'content-length': content.length });
    response.write(content.subarray(0, afterBytes), () => {
      setTimeout(() => response.destroy(), 500);
    });
  };
}
