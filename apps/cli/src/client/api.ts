import type {
  Analysis,
  experimentsV1,
  inferenceV1,
  retrievalV1,
  trainingV1,
} from '@equipoise/contracts';
import { createParser } from 'eventsource-parser';
import { CliError } from '../exit-code.js';
import { problemOf } from './problem.js';

export type Experiment = experimentsV1.Experiment;
export type Dataset = retrievalV1.Dataset;
export type Model = inferenceV1.Model;
export type ImportedLabels = experimentsV1.ImportLabelsResponse;
export type TrainingBackend = trainingV1.GetBackendResponse;

export type FineTune = Omit<trainingV1.FineTune, 'loss' | 'provenanceJson'> & {
  readonly loss: number | null;
};
/** One that was asked for just now. */
export type AskedFineTune = FineTune & { readonly warnings: readonly string[] };
export type FineTunePlan = Omit<trainingV1.PlanFineTuneResponse, 'choice'> & {
  readonly choice: trainingV1.PlacementOption | null;
};

const JSON_BODY = { 'content-type': 'application/json' };

/** The REST API, as far as the command line needs it. */
export class Api {
  constructor(readonly url: string) {}

  async createExperiment(
    spec: string,
    idempotencyKey: string,
  ): Promise<{ experiment: Experiment; created: boolean }> {
    const response = await this.send('POST', '/v1/experiments', spec, {
      'content-type': 'application/yaml',
      'idempotency-key': idempotencyKey,
    });
    return {
      experiment: (await response.json()) as Experiment,
      created: response.status === 202,
    };
  }

  async planExperiment(spec: string): Promise<experimentsV1.Plan> {
    const response = await this.send('POST', '/v1/experiments?dryRun=true', spec, {
      'content-type': 'application/yaml',
    });
    return (await response.json()) as experimentsV1.Plan;
  }

  experiment(id: string): Promise<Experiment> {
    return this.get(`/v1/experiments/${encodeURIComponent(id)}`);
  }

  async experiments(): Promise<readonly Experiment[]> {
    const page = await this.get<{ items: readonly Experiment[] }>('/v1/experiments?limit=50');
    return page.items;
  }

  cancel(id: string): Promise<Response> {
    return this.send('POST', `/v1/experiments/${encodeURIComponent(id)}/cancel`);
  }

  verdicts(id: string): Promise<Analysis> {
    return this.get(`/v1/experiments/${encodeURIComponent(id)}/verdicts`);
  }

  async report(id: string, format: 'html' | 'markdown' | 'json'): Promise<string> {
    const path = `/v1/experiments/${encodeURIComponent(id)}/report?format=${format}`;
    return (await this.send('GET', path)).text();
  }

  /** @param type content type of the file, which says its format */
  async importLabels(
    id: string,
    file: Blob,
    { type, replace }: { readonly type: string; readonly replace: boolean },
  ): Promise<ImportedLabels> {
    const path = `/v1/experiments/${encodeURIComponent(id)}/labels?replace=${replace}`;
    const response = await this.send('POST', path, file, { 'content-type': type });
    return (await response.json()) as ImportedLabels;
  }

  /** @param query of the template: format, questions, seed, context, unlabelled */
  async labelTemplate(id: string, query: Readonly<Record<string, string>>): Promise<string> {
    const path = `/v1/experiments/${encodeURIComponent(id)}/labels/template`;
    return (await this.send('GET', `${path}?${new URLSearchParams(query).toString()}`)).text();
  }

  async importDataset(form: FormData): Promise<{ dataset: Dataset; created: boolean }> {
    const response = await this.send('POST', '/v1/datasets', form);
    return { dataset: (await response.json()) as Dataset, created: response.status === 201 };
  }

  async datasets(): Promise<readonly Dataset[]> {
    return (await this.get<{ items: readonly Dataset[] }>('/v1/datasets?limit=200')).items;
  }

  async models(): Promise<readonly Model[]> {
    return (await this.get<{ items: readonly Model[] }>('/v1/models')).items;
  }

  async registerModel(name: string, model: object): Promise<Model> {
    const response = await this.send(
      'PUT',
      `/v1/models/${encodeURIComponent(name)}`,
      JSON.stringify(model),
      JSON_BODY,
    );
    return (await response.json()) as Model;
  }

  async registerAdapter(adapter: object): Promise<Model> {
    const response = await this.send('POST', '/v1/adapters', JSON.stringify(adapter), JSON_BODY);
    return (await response.json()) as Model;
  }

  async adapters(): Promise<readonly Model[]> {
    return (await this.get<{ items: readonly Model[] }>('/v1/adapters')).items;
  }

  async checkAdapter(name: string, dataset: string): Promise<inferenceV1.CheckAdapterResponse> {
    const path = `/v1/adapters/${encodeURIComponent(name)}/check`;
    const response = await this.send('POST', path, JSON.stringify({ dataset }), JSON_BODY);
    return (await response.json()) as inferenceV1.CheckAdapterResponse;
  }

  async planFineTune(order: object): Promise<FineTunePlan> {
    const response = await this.send(
      'POST',
      '/v1/fine-tunes?dryRun=true',
      JSON.stringify(order),
      JSON_BODY,
    );
    return (await response.json()) as FineTunePlan;
  }

  async createFineTune(order: object): Promise<AskedFineTune> {
    const response = await this.send('POST', '/v1/fine-tunes', JSON.stringify(order), JSON_BODY);
    return (await response.json()) as AskedFineTune;
  }

  fineTune(id: string): Promise<FineTune> {
    return this.get(`/v1/fine-tunes/${encodeURIComponent(id)}`);
  }

  async pools(): Promise<readonly trainingV1.Pool[]> {
    return (await this.get<{ items: readonly trainingV1.Pool[] }>('/v1/pools')).items;
  }

  trainingBackend(): Promise<TrainingBackend> {
    return this.get('/v1/training-backend');
  }

  /**
   * Yields the type of each event of an experiment until it ends or `signal` fires; a lost connection is
   * taken up again after the last event seen.
   */
  async *events(id: string, signal: AbortSignal): AsyncGenerator<string> {
    let last = '';
    let failures = 0;
    for (;;) {
      try {
        for await (const event of this.eventStream(id, last, signal)) {
          failures = 0;
          last = event.id ?? last;
          yield event.event ?? 'message';
        }
        return;
      } catch (error) {
        failures += 1;
        if (signal.aborted) return;
        if (error instanceof CliError || failures > 5) throw error;
        await new Promise((resolve) => setTimeout(resolve, 500 * failures));
      }
    }
  }

  private async *eventStream(
    id: string,
    last: string,
    signal: AbortSignal,
  ): AsyncGenerator<{ id?: string | undefined; event?: string | undefined }> {
    const response = await fetch(`${this.url}/v1/experiments/${encodeURIComponent(id)}/events`, {
      headers: last ? { 'last-event-id': last } : {},
      signal,
    });
    if (!response.ok || !response.body) throw await problemOf(response);
    const queue: { id?: string | undefined; event?: string | undefined }[] = [];
    const parser = createParser({ onEvent: (event) => queue.push(event) });
    for await (const text of response.body.pipeThrough(new TextDecoderStream())) {
      parser.feed(text);
      yield* queue.splice(0);
    }
  }

  private async get<T>(path: string): Promise<T> {
    return (await (await this.send('GET', path)).json()) as T;
  }

  private async send(
    method: string,
    path: string,
    body?: string | FormData | Blob,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.url}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
    } catch (cause) {
      throw new CliError(
        `${this.url} cannot be reached: is Equipoise running there? (${String((cause as Error).cause ?? cause)})`,
      );
    }
    if (!response.ok) throw await problemOf(response);
    return response;
  }
}
