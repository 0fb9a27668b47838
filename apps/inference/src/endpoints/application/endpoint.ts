import type { RegisteredRemoteModel } from '../../models/index.js';
import { type Dialect, FIRST_DIALECT } from '../domain/chat-request.js';
import { listIn, objectIn, parseJson, textIn } from '../domain/json.js';
import type { EndpointLimiter } from './endpoint-limiter.js';
import { type HttpTransport, TransportError } from './ports.js';

const LIST_TIMEOUT_MS = 10_000;

interface ListedModel {
  readonly id: string;
  readonly owner: string;
}

/** One endpoint: its limits, and what was learned about how it wants to be asked. */
export class Endpoint {
  private readonly learned = new Map<string, Omit<Dialect, 'flavour'>>();
  private flavour: Dialect['flavour'] | undefined;

  constructor(
    readonly url: string,
    readonly limiter: EndpointLimiter,
    private readonly transport: HttpTransport,
  ) {}

  /** How a model here is to be asked. The first call finds out what kind of server it is. */
  async dialect(
    model: RegisteredRemoteModel,
    headers: Headers,
    signal: AbortSignal,
  ): Promise<Dialect> {
    const flavour = this.flavour ?? (await this.findFlavour(headers, signal));
    return { flavour, ...(this.learned.get(model.remoteName) ?? FIRST_DIALECT) };
  }

  learn({ remoteName }: RegisteredRemoteModel, news: Partial<Omit<Dialect, 'flavour'>>): void {
    this.learned.set(remoteName, { ...(this.learned.get(remoteName) ?? FIRST_DIALECT), ...news });
  }

  /** Names of the models served here; undefined when it does not say. */
  async names(headers: Headers, signal: AbortSignal): Promise<string[] | undefined> {
    const listed = await this.list(headers, signal);
    return listed?.map(({ id }) => id);
  }

  // Only an answer is believed: a server that is just starting is looked at again.
  private async findFlavour(headers: Headers, signal: AbortSignal): Promise<Dialect['flavour']> {
    const listed = await this.list(headers, signal);
    if (!listed) return 'generic';
    this.flavour = listed.some(({ owner }) => owner === 'vllm') ? 'vllm' : 'generic';
    return this.flavour;
  }

  private async list(headers: Headers, signal: AbortSignal): Promise<ListedModel[] | undefined> {
    try {
      const reply = await this.transport.send(
        {
          method: 'GET',
          url: `${this.url}/models`,
          headers,
          body: undefined,
          timeoutMs: LIST_TIMEOUT_MS,
        },
        signal,
      );
      return listIn(objectIn(parseJson(reply.body))?.data).flatMap((entry) => {
        const model = objectIn(entry);
        const id = textIn(model?.id);
        return id === undefined ? [] : [{ id, owner: textIn(model?.owned_by) ?? '' }];
      });
    } catch (error) {
      if (error instanceof TransportError) return undefined;
      throw error;
    }
  }
}

export type Headers = Readonly<Record<string, string>>;
