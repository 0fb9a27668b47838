import { readFile } from 'node:fs/promises';
import type { ScriptedOpenAi } from '@equipoise/testing';

interface Page<T> {
  readonly items: readonly T[];
  readonly nextCursor: string;
}

/** Every item of a list, page by page. */
export async function everything<T>(url: string): Promise<T[]> {
  const items: T[] = [];
  let cursor = '';
  do {
    const page = (await (await fetch(`${url}?limit=200&cursor=${cursor}`)).json()) as Page<T>;
    items.push(...page.items);
    cursor = encodeURIComponent(page.nextCursor);
  } while (cursor);
  return items;
}

/** Starts the experiment of a spec file. @returns its id */
export async function startExperiment(url: string, specFile: string): Promise<string> {
  const created = await fetch(`${url}/v1/experiments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: await readFile(specFile),
  });
  const { experimentId } = (await created.json()) as { experimentId: string };
  return experimentId;
}

/** Waits until the models were asked so often. @throws when they were not after a minute */
export async function callsReach(endpoint: ScriptedOpenAi, count: number): Promise<void> {
  for (let i = 0; i < 1200 && endpoint.calls < count; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  if (endpoint.calls < count) throw new Error(`${endpoint.calls} calls after a minute`);
}
