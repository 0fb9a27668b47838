import type { FastifyReply } from 'fastify';

const HEARTBEAT_MS = 15_000;

/** One event of a stream. */
export interface ServerEvent {
  /** Rises from event to event. */
  readonly eventId: number;
  readonly type: string;
  /** JSON. */
  readonly dataJson: string;
}

/**
 * Writes events as server-sent events until they end or the client goes. Each carries its id, so that a
 * client which reconnects with `Last-Event-ID` misses none; a comment every 15 s keeps proxies awake.
 */
export async function writeEvents(
  reply: FastifyReply,
  events: AsyncIterable<ServerEvent>,
): Promise<void> {
  const { raw } = reply;
  reply.hijack();
  raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    connection: 'keep-alive',
    'x-accel-buffering': 'no',
  });
  raw.write(': connected\n\n');
  const heartbeat = setInterval(() => raw.write(': still here\n\n'), HEARTBEAT_MS);
  try {
    for await (const { eventId, type, dataJson } of events) {
      const accepted = raw.write(`id: ${eventId}\nevent: ${type}\ndata: ${dataJson}\n\n`);
      if (!accepted) await drained(reply);
      if (raw.destroyed) return;
    }
  } finally {
    clearInterval(heartbeat);
    raw.end();
  }
}

async function drained({ raw }: FastifyReply): Promise<void> {
  await new Promise<void>((resolve) => {
    raw.once('drain', resolve);
    raw.once('close', resolve);
  });
}
