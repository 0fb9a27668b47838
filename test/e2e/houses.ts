import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type {
  EquipoiseCommands,
  ScriptedOpenAi,
  ScriptedReply,
  ScriptedRequest,
} from '@equipoise/testing';
import { scoreOfProbe } from './served-models.js';

/** Models of this world; `equal` answers as well as `base`. */
export const HOUSE_MODELS = ['base', 'tuned', 'equal', 'judge'];

/**
 * Base and equal model get 4 or 5, each on other houses; the tuned model answers as badly as can be.
 */
export function tunedIsUseless({ model, messages, n = 1 }: ScriptedRequest): ScriptedReply {
  if (model !== 'judge') return { texts: [`An answer from the ${model} model.`] };
  const form = messages.map(({ content }) => content).join('\n');
  return { texts: Array<string>(n).fill(scoreOfProbe(form) ?? scoreOfAnswer(form)) };
}

function scoreOfAnswer(form: string): string {
  if (form.includes('from the tuned model')) return '1';
  const [, house = 0] = /How is house (\d+)/.exec(form) ?? [];
  const isOdd = Number(house) % 2 === 1;
  return form.includes('from the equal model') === isOdd ? '5' : '4';
}

const paintOf = (house: number): string => `red${house} and blue${house}`;

/**
 * Imports documents of one question each as the dataset `houses`, and registers the models.
 *
 * @param folder gets the imported files
 */
export async function prepareHouses(
  equipoise: EquipoiseCommands,
  endpoint: ScriptedOpenAi,
  { folder, documents }: { readonly folder: string; readonly documents: number },
): Promise<void> {
  const files = { documents: join(folder, 'documents.jsonl'), questions: join(folder, 'qs.jsonl') };
  const each = (line: (i: number) => object): string =>
    Array.from({ length: documents }, (_, i) => JSON.stringify(line(i))).join('\n');
  await writeFile(
    files.documents,
    each((i) => ({ id: `d${i}`, title: `House ${i}`, text: `House ${i} is ${paintOf(i)}.` })),
  );
  await writeFile(
    files.questions,
    each((i) => ({
      ...{ id: `q${i}`, question: `How is house ${i} painted?`, answers: [paintOf(i)] },
      ...{ type: 'factoid', documentIds: [`d${i}`], split: 'test' },
      evidence: [`House ${i} is ${paintOf(i)}.`],
    })),
  );
  const commands = [
    [
      ...['dataset', 'import', '--name', 'houses', '--format', 'jsonl'],
      `documents=${files.documents}`,
      `questions=${files.questions}`,
    ],
    ...HOUSE_MODELS.map((name) => [
      ...['models', 'add', name, '--endpoint', endpoint.url, '--concurrency', '8'],
    ]),
  ];
  for (const command of commands) {
    const { exitCode, stderr } = await equipoise.run(...command);
    if (exitCode !== 0) throw new Error(`equipoise ${command.join(' ')}: ${stderr}`);
  }
}
