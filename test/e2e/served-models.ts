import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EquipoiseCommands,
  inRepository,
  type ScriptedOpenAi,
  type ScriptedReply,
  type ScriptedRequest,
} from '@equipoise/testing';

/** A small deterministic hash of a text, in [0, 1). */
function fraction(text: string): number {
  let hash = 2166136261;
  for (const char of text) hash = Math.imul(hash ^ char.charCodeAt(0), 16777619) >>> 0;
  return hash / 2 ** 32;
}

/** The one text between two fences of a form, as data. */
const fencedText = (form: string, name: string): string =>
  new RegExp(`<<<${name} \\w+>>>\\n"(.*?)"`).exec(form)?.[1] ?? '';

/** How a judge that can read scores a candidate that no model wrote; undefined for a model's answer. */
export function scoreOfProbe(form: string): string | undefined {
  const candidate = fencedText(form, 'candidate');
  if (candidate.startsWith('An answer from the')) return undefined;
  const reference = fencedText(form, 'reference');
  if (candidate.includes(reference)) return '5';
  return reference.startsWith(candidate) ? '3' : '1';
}

/**
 * Base, tuned model and judge of a world in which the tuned model answers worse: the judge scores its
 * answers about two points lower, with noise by question.
 */
export function tunedIsWorse({ model, messages, n = 1 }: ScriptedRequest): ScriptedReply {
  const prompt = messages.map(({ content }) => content).join('\n');
  if (model === 'judge') {
    if (!prompt.includes('Evaluation Form')) {
      return { texts: ['1. Read the question.\n2. Compare the answers.\n3. Give a score.'] };
    }
    const probe = scoreOfProbe(prompt);
    if (probe) return { texts: Array<string>(n).fill(probe) };
    const noise = fraction(prompt) < 0.3 ? 1 : 0;
    const score = prompt.includes('answer from the tuned model') ? 2 + noise : 4 + noise;
    return { texts: Array<string>(n).fill(String(score)) };
  }
  const name = model === 'tuned' ? 'tuned' : 'base';
  return { texts: [`An answer from the ${name} model to ${Math.round(fraction(prompt) * 1e6)}.`] };
}

/** Imports the demo's corpus and registers the three scripted models. */
export async function prepare(
  equipoise: EquipoiseCommands,
  endpoint: ScriptedOpenAi,
): Promise<void> {
  const commands = [
    [
      ...['dataset', 'import', '--name', 'vennoray', '--format', 'jsonl', '--strict'],
      `documents=${inRepository('examples/demo/documents.jsonl')}`,
      `questions=${inRepository('examples/demo/questions.jsonl')}`,
    ],
    ...['base', 'tuned', 'judge'].map((name) => [
      ...['models', 'add', name, '--endpoint', endpoint.url, '--concurrency', '8'],
    ]),
  ];
  for (const command of commands) {
    const { exitCode, stderr } = await equipoise.run(...command);
    if (exitCode !== 0) throw new Error(`equipoise ${command.join(' ')}: ${stderr}`);
  }
}

/** Writes a spec over the scripted models. @returns its path */
export async function writeSpec(folder: string, changes: object = {}): Promise<string> {
  const spec = {
    datasets: ['vennoray'],
    arms: [{ base: 'base', tuned: [{ model: 'tuned', method: 'lora', trainSize: 120, seed: 1 }] }],
    contexts: ['retrieved', 'closed-book'],
    retrieval: { topK: 2, mode: 'bm25', chunkTokens: 128, overlapTokens: 0 },
    judge: { model: 'judge', criteria: ['accuracy', 'completeness'], repeats: 2 },
    ...changes,
  };
  const document = {
    apiVersion: 'equipoise.dev/v1',
    kind: 'Experiment',
    metadata: { name: 'served-models' },
    spec,
  };
  const file = join(folder, 'experiment.json');
  await writeFile(file, JSON.stringify(document));
  return file;
}
