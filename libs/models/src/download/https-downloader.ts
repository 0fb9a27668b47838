import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { EnvHttpProxyAgent, fetch, type Response } from 'undici';
import { z } from 'zod';
import { errorCode } from '../error-code.js';
import type { HttpsSource } from '../manifest/model-manifest.js';
import { PartFile } from './part-file.js';
import { type DownloadTarget, rootReason, SourceError } from './source.js';

/** Which version of which address the incomplete file is part of. */
const originSchema = z.object({ url: z.string(), etag: z.string() });

export interface HttpsLimits {
  /** Longest wait for a connection, milliseconds. */
  readonly connectMs: number;
  /** Longest silence of a server, milliseconds. */
  readonly silenceMs: number;
}

/** The connection broke after it had given some bytes. */
class InterruptedError extends SourceError {}

/** Tries in a row that may each end early, as long as each brings bytes. */
const MAX_INTERRUPTIONS = 20;

/** Downloads by HTTP, continuing where an earlier try ended (Range, If-Range). Proxies by environment. */
export class HttpsDownloader {
  /** Hosts that did not answer in this run and why: nobody waits for them twice. */
  private readonly unreachable = new Map<string, string>();
  private readonly dispatcher: EnvHttpProxyAgent;

  constructor({ connectMs, silenceMs }: HttpsLimits = { connectMs: 5_000, silenceMs: 30_000 }) {
    this.dispatcher = new EnvHttpProxyAgent({
      connect: { timeout: connectMs },
      headersTimeout: silenceMs,
      bodyTimeout: silenceMs,
    });
  }

  /**
   * @returns SHA-256 of the whole file
   * @throws SourceError when this address does not give a file of the right size
   */
  async download({ url }: HttpsSource, target: DownloadTarget): Promise<string> {
    const { host } = new URL(url);
    const known = this.unreachable.get(host);
    if (known !== undefined) throw new SourceError(`${host} did not answer before (${known})`);
    for (let interruptions = 0; ; interruptions += 1) {
      try {
        return await this.attempt(url, target);
      } catch (error) {
        const goesOn = error instanceof InterruptedError && interruptions < MAX_INTERRUPTIONS;
        if (!goesOn) throw error;
      }
    }
  }

  private async attempt(url: string, target: DownloadTarget): Promise<string> {
    const { partPath, file } = target;
    const resumable = await resumePoint(partPath, url, file.bytes);
    const response = await this.request(url, resumable, target.signal);
    const isResumed = resumable !== undefined && response.status === 206;
    if (!response.ok) {
      await response.body?.cancel();
      throw new SourceError(`HTTP ${response.status} ${response.statusText}`.trimEnd());
    }
    await rememberOrigin(partPath, url, response.headers.get('etag'));
    const part = isResumed ? await PartFile.resume(partPath) : await PartFile.create(partPath);
    try {
      await receive(response, part, target);
      return await part.finish();
    } finally {
      await part.close();
    }
  }

  private async request(
    url: string,
    resumable: { bytes: number; etag: string } | undefined,
    signal: AbortSignal,
  ): Promise<Response> {
    const range = resumable && { range: `bytes=${resumable.bytes}-`, 'if-range': resumable.etag };
    try {
      const headers = { 'accept-encoding': 'identity', ...range };
      return await fetch(url, { headers, signal, dispatcher: this.dispatcher });
    } catch (error) {
      signal.throwIfAborted();
      const reason = rootReason(error);
      if (hasAnswered(error)) throw new SourceError(`gave no answer: ${reason}`, { cause: error });
      this.unreachable.set(new URL(url).host, reason);
      throw new SourceError(`cannot be reached: ${reason}`, { cause: error });
    }
  }
}

/** Whether a request failed only after there was a connection: the next one may do better. */
function hasAnswered(error: unknown): boolean {
  const code = errorCode(error instanceof Error ? (error.cause ?? error) : error) ?? '';
  return ['UND_ERR_HEADERS_TIMEOUT', 'UND_ERR_SOCKET', 'ECONNRESET'].includes(code);
}

/** Where the incomplete file can be continued; undefined when it must be begun anew. */
async function resumePoint(
  partPath: string,
  url: string,
  wholeBytes: number,
): Promise<{ bytes: number; etag: string } | undefined> {
  try {
    const origin = originSchema.parse(JSON.parse(await readFile(originPath(partPath), 'utf8')));
    const { size } = await stat(partPath);
    const isUsable = origin.url === url && size > 0 && size < wholeBytes;
    return isUsable ? { bytes: size, etag: origin.etag } : undefined;
  } catch {
    return undefined; // nothing there, or nothing that says where it came from
  }
}

/** A weak entity tag does not promise equal bytes, so it allows no continuation (RFC 9110 §13.1.5). */
async function rememberOrigin(partPath: string, url: string, etag: string | null): Promise<void> {
  if (etag === null || etag.startsWith('W/')) await rm(originPath(partPath), { force: true });
  else await writeFile(originPath(partPath), JSON.stringify({ url, etag }));
}

async function receive(response: Response, part: PartFile, target: DownloadTarget): Promise<void> {
  const { file, signal, onBytes } = target;
  const before = part.bytes;
  const wrongSize = (bytes: string) =>
    new SourceError(`gave ${bytes} bytes, not the ${file.bytes} of the right file`);
  try {
    for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
      if (part.bytes + chunk.length > file.bytes) throw wrongSize('too many');
      await part.append(chunk);
      onBytes(part.bytes);
    }
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof SourceError || !isNetworkError(error)) throw error;
    const reason = `broke off after ${part.bytes} of ${file.bytes} bytes: ${rootReason(error)}`;
    throw part.bytes > before ? new InterruptedError(reason) : new SourceError(reason);
  }
  if (part.bytes !== file.bytes) throw wrongSize(String(part.bytes));
}

/** undici's failures are type errors `terminated`, or carry a `UND_` code; those of the disk do not. */
function isNetworkError(error: unknown): boolean {
  return (
    error instanceof TypeError || (error instanceof Error && error.name.endsWith('TimeoutError'))
  );
}

/** The record of where an incomplete file came from. */
export const originPath = (partPath: string): string => `${partPath}.origin`;
