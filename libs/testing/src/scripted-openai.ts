import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** The body of a `POST /chat/completions` as far as scripts look at it. */
export interface ScriptedRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: string }[];
  readonly n?: number;
  readonly max_tokens?: number;
  readonly temperature?: number;
  readonly logprobs?: boolean;
  readonly [field: string]: unknown;
}

/** What the server does with one request. */
export interface ScriptedReply {
  /** Default 200. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Before the reply begins, milliseconds; default the server's `delayMs`. */
  readonly delayMs?: number;
  /** Texts of the choices; default `n` times the server's text. */
  readonly texts?: readonly string[];
  readonly finishReason?: string;
  /** Probabilities of the next token, given as `top_logprobs` when the request asks for them. */
  readonly probabilities?: Readonly<Record<string, number>>;
  /** The whole body, instead of a chat completion. */
  readonly body?: string;
  /** Ends the connection after so many bytes of the body. */
  readonly breakAfterBytes?: number;
  /** Sends so many bytes of the body and then nothing more. */
  readonly stallAfterBytes?: number;
  /** Never answers. */
  readonly hang?: boolean;
}

export type Script = (request: ScriptedRequest, index: number) => ScriptedReply;

export interface ScriptedOpenAiOptions {
  /** Wait before each reply, milliseconds; default 0. */
  readonly delayMs?: number;
  /** Names that `GET /models` lists; default `scripted`. */
  readonly models?: readonly string[];
  /** `owned_by` of the models; `vllm` makes the server look like one. */
  readonly owner?: string;
  /** When set, any other bearer token is answered with 401. */
  readonly apiKey?: string;
}

/** An OpenAI-compatible server on the loopback address that does what a test tells it. */
export class ScriptedOpenAi {
  /** Bodies of the chat completions asked for, in order of arrival. */
  readonly requests: ScriptedRequest[] = [];
  /** Most chat completions that were open at once. */
  maxConcurrency = 0;
  private open = 0;
  private readonly queue: ScriptedReply[] = [];
  private script: Script = () => ({});

  private constructor(
    private readonly server: Server,
    private readonly options: ScriptedOpenAiOptions,
  ) {}

  static async start(options: ScriptedOpenAiOptions = {}): Promise<ScriptedOpenAi> {
    const server = createServer();
    const scripted = new ScriptedOpenAi(server, options);
    server.on('request', (request, response) => {
      scripted.handle(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return scripted;
  }

  /** Base URL to register, ending in `/v1`. */
  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/v1`;
  }

  /** Chat completions asked for so far. */
  get calls(): number {
    return this.requests.length;
  }

  /** Decides every reply that is not queued by `next`. */
  always(script: Script): void {
    this.script = script;
  }

  /** Replies of the requests that come next, one each. */
  next(...replies: ScriptedReply[]): void {
    this.queue.push(...replies);
  }

  /** Forgets scripts and counts. */
  reset(): void {
    this.requests.length = 0;
    this.queue.length = 0;
    this.maxConcurrency = 0;
    this.script = () => ({});
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await bodyOf(request);
    const { apiKey } = this.options;
    if (apiKey !== undefined && request.headers.authorization !== `Bearer ${apiKey}`) {
      const message = `Incorrect API key provided: ${request.headers.authorization ?? 'none'}`;
      send(response, 401, JSON.stringify({ error: { message, code: 'invalid_api_key' } }));
    } else if (request.url === '/v1/models') {
      send(response, 200, JSON.stringify({ object: 'list', data: this.listed() }));
    } else if (request.url === '/v1/chat/completions') {
      await this.complete(JSON.parse(body) as ScriptedRequest, response);
    } else {
      send(response, 404, 'no such page', { 'content-type': 'text/plain' });
    }
  }

  private listed(): object[] {
    const { models = ['scripted'], owner = 'scripted' } = this.options;
    return models.map((id) => ({ id, object: 'model', owned_by: owner }));
  }

  private async complete(request: ScriptedRequest, response: ServerResponse): Promise<void> {
    const index = this.requests.push(request) - 1;
    const reply = this.queue.shift() ?? this.script(request, index);
    this.open += 1;
    this.maxConcurrency = Math.max(this.maxConcurrency, this.open);
    response.once('close', () => {
      this.open -= 1;
    });
    if (reply.hang) return;
    const delayMs = reply.delayMs ?? this.options.delayMs ?? 0;
    if (delayMs > 0) await new Promise((resolve) => setTimeout(resolve, delayMs));
    const body = reply.body ?? completion(request, reply, index);
    const partial = reply.breakAfterBytes ?? reply.stallAfterBytes;
    if (partial === undefined) {
      send(response, reply.status ?? 200, body, reply.headers);
      return;
    }
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length });
    response.write(body.slice(0, partial), () => {
      if (reply.breakAfterBytes !== undefined) response.destroy();
    });
  }
}

function completion(request: ScriptedRequest, reply: ScriptedReply, index: number): string {
  const texts = reply.texts ?? Array<string>(request.n ?? 1).fill('a scripted answer');
  const status = reply.status ?? 200;
  if (status !== 200) {
    return JSON.stringify({ error: { message: texts.join(' '), type: 'scripted' } });
  }
  const promptTokens = request.messages.reduce((sum, { content }) => sum + words(content), 0);
  return JSON.stringify({
    id: `scripted-${index}`,
    object: 'chat.completion',
    model: request.model,
    choices: texts.map((content, i) => ({
      index: i,
      message: { role: 'assistant', content },
      finish_reason: reply.finishReason ?? 'stop',
      ...(request.logprobs && reply.probabilities
        ? { logprobs: { content: [logprobsOf(reply.probabilities)] } }
        : undefined),
    })),
    usage: {
      prompt_tokens: promptTokens,
      completion_tokens: texts.reduce((sum, text) => sum + words(text), 0),
    },
  });
}

function logprobsOf(probabilities: Readonly<Record<string, number>>): object {
  const alternatives = Object.entries(probabilities).map(([token, probability]) => ({
    token,
    logprob: Math.log(probability),
  }));
  return { ...alternatives[0], top_logprobs: alternatives };
}

/** The server's token: a word between spaces. */
function words(text: string): number {
  return text.split(/\s+/).filter((word) => word !== '').length;
}

function send(
  response: ServerResponse,
  status: number,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString('utf8');
}
