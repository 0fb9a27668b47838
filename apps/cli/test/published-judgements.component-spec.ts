import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Analysis } from '@equipoise/contracts';
import { sharedData, temporaryFolder } from '@equipoise/testing';
import { program } from '../src/program.js';

/** An item of the published G-Eval replicates: one reply of one system, judged 20 times. */
interface Item {
  readonly source: string;
  readonly system_id: string;
  readonly all_responses: readonly string[];
}

const BASELINE = 'Original Ground Truth';
const data = sharedData();

/** Rows as `equipoise analyse` reads them; the score is the first number of a reply. */
function rowsOf(items: readonly Item[]): string {
  return items
    .flatMap(({ source, system_id: arm, all_responses: replies }) =>
      replies.map((reply, repeat) => {
        const score = Number(/\d+(\.\d+)?/.exec(reply)?.[0] ?? NaN);
        const common = { dataset: 'topical-chat', question: source, arm, criterion: 'coherence' };
        return JSON.stringify({ ...common, repeat, score });
      }),
    )
    .join('\n');
}

(data === undefined ? describe.skip : describe)(
  'equipoise analyse on the published G-Eval replicates (skipped without ../shared/data)',
  () => {
    it('gives each system its mean difference from the original reply, by question means', async () => {
      const out = await temporaryFolder();
      try {
        const text = await readFile(join(data ?? '', 'judge/gpt3.5_coh_geval.json'), 'utf8');
        const file = join(out.path, 'geval.jsonl');
        await writeFile(file, rowsOf(JSON.parse(text) as Item[]));
        let printed = '';
        const stream = { write: (more: string) => (printed += more) };
        const nowhere = { write: () => true };
        const argv = ['node', 'equipoise', 'analyse', file, '--json', '--out', out.path];
        const exitCode = await program([...argv, '--baseline', BASELINE], {
          env: {},
          stdout: stream as unknown as NodeJS.WriteStream,
          stderr: nowhere as unknown as NodeJS.WriteStream,
          signal: new AbortController().signal,
        });
        const { contrasts, judgements } = JSON.parse(printed) as Analysis;
        expect(exitCode).toBe(1);
        expect(judgements).toMatchObject([{ criterion: 'coherence', expected: 7180, missing: 0 }]);
        const found = contrasts.map(({ arm, n, difference, standardError, verdict }) => [
          ...[arm.label, n, difference?.toFixed(6), standardError?.toFixed(6), verdict],
        ]);
        // means and sd / sqrt(n) of 60 differences of means of 20 scores, by a separate program
        expect(Object.fromEntries(found.map(([label, ...rest]) => [label, rest]))).toEqual({
          'Argmax Decoding': [60, '-0.363333', '0.069419', 'hurts'],
          'Nucleus Decoding (p = 0.3)': [60, '-0.290583', '0.063126', 'hurts'],
          'Nucleus Decoding (p = 0.5)': [59, '-0.319492', '0.064576', 'hurts'],
          'Nucleus Decoding (p = 0.7)': [60, '-0.312500', '0.057962', 'hurts'],
          'New Human Generated': [60, '0.150000', '0.034322', 'helps'],
        });
      } finally {
        await out.remove();
      }
    });
  },
);
