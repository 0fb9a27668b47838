// What Equipoise itself costs: 1,000 answers, each judged on two criteria, from an endpoint that takes
// 50 ms (fixed, or evenly between 25 and 75 ms) and does nothing. The ideal is the time the calls alone
// take at the given concurrency; efficiency is ideal / wall, from the request to the finished analysis.
// A small experiment on other questions runs first: what is measured is a service at work, not its
// first request.
//   npm run bench:overhead
import { type ChildProcess, fork } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EquipoiseCommands, temporaryFolder } from '@equipoise/testing';

const DELAY_MS = 50;
const QUESTIONS = 500; // two arms: 1,000 answers
const WARM_UP_QUESTIONS = 40;
const CALLS_PER_ANSWER = 3;
const TICKS_PER_SECOND = 100; // sysconf(_SC_CLK_TCK) on Linux

interface Row {
  readonly endpoint: string;
  readonly concurrency: number;
  readonly wallSeconds: number;
  readonly efficiency: number;
  readonly cpuMsPerCall: number;
  readonly peakMb: number;
  readonly callsPerAnswer: number;
}

async function measure(spread: number, concurrency: number): Promise<Row> {
  const folder = await temporaryFolder();
  const endpoint = await startEndpoint(spread);
  const equipoise = new EquipoiseCommands({
    EQUIPOISE_HOME: folder.path,
    LOG_LEVEL: 'warn',
  });
  try {
    const url = await equipoise.up();
    await prepare(equipoise, endpoint.url, concurrency, folder.path);
    await runExperiment(url, 'leaves');
    const callsBefore = await endpoint.calls();
    const pid = instancePid(folder.path);
    const cpuBefore = cpuSeconds(pid);
    const began = performance.now();
    await runExperiment(url, 'pages');
    const wallSeconds = (performance.now() - began) / 1000;
    const calls = (await endpoint.calls()) - callsBefore;
    const answers = QUESTIONS * 2;
    const idealSeconds = (answers * CALLS_PER_ANSWER * DELAY_MS) / 1000 / concurrency;
    return {
      endpoint: spread === 0 ? '50 ms' : '25-75 ms',
      concurrency,
      wallSeconds,
      efficiency: idealSeconds / wallSeconds,
      cpuMsPerCall: ((cpuSeconds(pid) - cpuBefore) * 1000) / calls,
      peakMb: peakMb(pid),
      callsPerAnswer: calls / answers,
    };
  } finally {
    await equipoise.down();
    endpoint.stop();
    await folder.remove();
  }
}

async function startEndpoint(
  spread: number,
): Promise<{ url: string; calls: () => Promise<number>; stop: () => void }> {
  const script = fileURLToPath(new URL('./mock-endpoint.ts', import.meta.url));
  const child = fork(script, [String(DELAY_MS), String(spread)]);
  const { url } = await message<{ url: string }>(child);
  return {
    url,
    calls: async () => {
      child.send('count');
      return (await message<{ calls: number }>(child)).calls;
    },
    stop: () => {
      child.disconnect();
    },
  };
}

async function message<T>(child: ChildProcess): Promise<T> {
  return new Promise((resolve, reject) => {
    child.once('message', (value) => {
      resolve(value as T);
    });
    child.once('error', reject);
  });
}

async function prepare(
  equipoise: EquipoiseCommands,
  endpoint: string,
  concurrency: number,
  folder: string,
): Promise<void> {
  const commands = [
    await importOf('pages', QUESTIONS, folder),
    await importOf('leaves', WARM_UP_QUESTIONS, folder),
    ...['base', 'tuned', 'judge'].map((name) => [
      ...['models', 'add', name, '--endpoint', endpoint, '--concurrency', String(concurrency)],
    ]),
  ];
  for (const command of commands) {
    const { exitCode, stderr } = await equipoise.run(...command);
    if (exitCode !== 0) throw new Error(`${command.join(' ')}: ${stderr}`);
  }
}

/** Writes a dataset of so many test questions, each with a document; @returns the command that imports it. */
async function importOf(name: string, count: number, folder: string): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, i) => i);
  const documents = ids.map((i) => ({
    id: `d${i}`,
    title: `Number ${i} of the ${name}`,
    text: `The number of ${name} ${i} is ${i * 7}.`,
  }));
  const questions = ids.map((i) => ({
    id: `q${i}`,
    question: `What is the number of ${name} ${i}?`,
    answers: [`${i * 7}`],
    documentIds: [`d${i}`],
    split: 'test',
  }));
  const taught = { id: 'dt', title: '', text: 'A page is a page.' };
  const lesson = { question: 'What is a page?', answers: ['a page'], documentIds: ['dt'] };
  const files = {
    documents: [...documents, taught],
    questions: [...questions, { id: 't', ...lesson, split: 'train' }],
  };
  const parts: string[] = [];
  for (const [part, items] of Object.entries(files)) {
    const path = join(folder, `${name}-${part}.jsonl`);
    await writeFile(path, items.map((item) => JSON.stringify(item)).join('\n'));
    parts.push(`${part}=${path}`);
  }
  return ['dataset', 'import', '--name', name, '--format', 'jsonl', ...parts];
}

async function runExperiment(url: string, dataset: string): Promise<void> {
  const spec = {
    apiVersion: 'equipoise.dev/v1',
    kind: 'Experiment',
    metadata: { name: `overhead-${dataset}` },
    spec: {
      datasets: [dataset],
      arms: [{ base: 'base', tuned: [{ model: 'tuned' }] }],
      contexts: ['closed-book'],
      // The trial of a judge is work for models, not for the platform: what is counted is the line.
      judge: {
        ...{ model: 'judge', criteria: ['accuracy', 'completeness'], repeats: 1 },
        qualification: 'off',
      },
    },
  };
  const created = await fetch(`${url}/v1/experiments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(spec),
  });
  if (!created.ok) throw new Error(await created.text());
  const { experimentId } = (await created.json()) as { experimentId: string };
  // The event stream ends with the experiment.
  await (await fetch(`${url}/v1/experiments/${experimentId}/events`)).text();
  const ended = await fetch(`${url}/v1/experiments/${experimentId}`);
  const { status, reason } = (await ended.json()) as { status: string; reason: string };
  if (status !== 'completed') throw new Error(`the experiment ended as ${status}: ${reason}`);
}

function instancePid(home: string): number {
  const { pid } = JSON.parse(readFileSync(join(home, 'instance.json'), 'utf8')) as { pid: number };
  return pid;
}

function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND;
}

function peakMb(pid: number): number {
  const [, kilobytes = '0'] =
    /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

const write = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

write(
  '| endpoint | concurrency | wall s | efficiency | CPU ms a call | peak MB | calls an answer |',
);
write('|---|---|---|---|---|---|---|');
for (const spread of [0, 0.5]) {
  for (const concurrency of [32, 64]) {
    const row = await measure(spread, concurrency);
    write(
      `| ${row.endpoint} | ${row.concurrency} | ${row.wallSeconds.toFixed(2)} | ${row.efficiency.toFixed(2)} ` +
        `| ${row.cpuMsPerCall.toFixed(2)} | ${row.peakMb.toFixed(0)} | ${row.callsPerAnswer.toFixed(2)} |`,
    );
  }
}
