import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sha256 } from '@equipoise/kernel';
import type { PartialStepReport } from '../../application/ports.js';
import { readPost } from '../../application/trainer-post.js';

/** Longest post, bytes: a real one has some hundreds. */
const MAX_BYTES = 64 * 1024;

/** Takes the progress posts of one trainer, on the loopback address, by a secret of its own. */
export class ProgressServer {
  readonly token = randomBytes(24).toString('hex');

  private constructor(private readonly server: Server) {}

  static async start(onPost: (post: PartialStepReport) => void): Promise<ProgressServer> {
    const server = createServer();
    const progress = new ProgressServer(server);
    server.on('request', (request, response) => {
      void progress.answer(request, response, onPost);
    });
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(0, '127.0.0.1', resolve);
    });
    return progress;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
  }

  close(): void {
    this.server.close();
    this.server.closeAllConnections();
  }

  private async answer(
    request: IncomingMessage,
    response: ServerResponse,
    onPost: (post: PartialStepReport) => void,
  ): Promise<void> {
    try {
      response.writeHead(await this.statusFor(request, onPost)).end();
    } catch {
      response.destroy(); // the trainer ended in the middle of a post: its exit tells why
    }
  }

  private async statusFor(
    request: IncomingMessage,
    onPost: (post: PartialStepReport) => void,
  ): Promise<number> {
    if (request.method !== 'POST') return 405;
    if (!isSame(request.headers.authorization ?? '', `Bearer ${this.token}`)) return 401;
    const body = await readBody(request);
    if (body === undefined) return 413;
    const post = readPost(jsonOf(body));
    if (!post) return 400;
    onPost(post);
    return 200;
  }
}

function isSame(given: string, expected: string): boolean {
  return timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(expected)));
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request) {
    bytes += (chunk as Buffer).length;
    if (bytes > MAX_BYTES) return undefined;
    chunks.push(chunk as Buffer);
  }
  return Buffer.concat(chunks).toString();
}

/** @returns undefined for what is no JSON */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
