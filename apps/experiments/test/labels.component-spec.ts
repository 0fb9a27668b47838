import { jest } from '@jest/globals';
import type { Analysis, experimentsV1 } from '@equipoise/contracts';
import { ExperimentsBench, type SpecChanges } from './support/experiments-bench.js';

jest.setTimeout(180_000);

const UNKNOWN = '00000000-0000-4000-8000-000000000000';
/** Forty questions, two about each document. */
const QUESTIONS = Array.from({ length: 20 }, (_, i) => [`q${i}a`, `q${i}b`]).flat();
const HEADER = 'answer,criterion,rater,score\n';

interface TemplateRow {
  readonly answer: string;
  readonly criterion: string;
  readonly text: string;
}

describe('labels by people', () => {
  let bench: ExperimentsBench;

  beforeAll(async () => {
    bench = await ExperimentsBench.start({ REMOTE_CHUNK_QUESTIONS: '5', CHUNKS_IN_FLIGHT: '2' });
  });
  afterAll(async () => {
    await bench.stop();
  });
  beforeEach(() => {
    const { world } = bench;
    world.begin(QUESTIONS);
    world.score = ({ model, questionId }) => {
      const i = QUESTIONS.indexOf(questionId);
      return model === 'base' ? 2 + (i % 3 === 0 ? 1 : 0) : 4 + (i % 5 === 0 ? 1 : 0);
    };
  });

  async function completed(changes: SpecChanges = {}): Promise<string> {
    const id = await bench.create(changes);
    expect((await bench.untilEnded(id)).status).toBe('completed');
    return id;
  }

  async function importLabels(
    experimentId: string,
    file: string,
    header: { format?: string; replace?: boolean } = {},
  ): Promise<experimentsV1.ImportLabelsResponse> {
    async function* messages(): AsyncGenerator<experimentsV1.ImportLabelsRequest> {
      yield { header: { experimentId, format: 'csv', replace: false, ...header } };
      const bytes = Buffer.from(file);
      for (let start = 0; start < bytes.length; start += 1000) {
        yield { bytes: bytes.subarray(start, start + 1000) };
      }
    }
    return bench.client.upload('importLabels', messages());
  }

  async function template(
    experimentId: string,
    request: Partial<experimentsV1.GetLabelTemplateRequest> = {},
  ): Promise<string> {
    const pieces: Buffer[] = [];
    for await (const { bytes } of bench.client.stream('getLabelTemplate', {
      ...{ experimentId, format: 'jsonl', questions: 0, seed: '', context: '', unlabelled: false },
      ...request,
    })) {
      pieces.push(Buffer.from(bytes));
    }
    return Buffer.concat(pieces).toString();
  }

  const rowsOf = (text: string): TemplateRow[] =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as TemplateRow);

  /** People like the base model's answers better, on accuracy. */
  async function labelsOf(experimentId: string, questions: number, rater = 'ann'): Promise<string> {
    const rows = rowsOf(await template(experimentId, { questions }));
    return (
      HEADER +
      rows
        .filter(({ criterion }) => criterion === 'accuracy')
        .map(({ answer, criterion, text }, i) => {
          const score = (text.startsWith('tuned') ? 2 : 4) + (i % 4 === 0 ? 0.5 : 0);
          return `${answer},${criterion},${rater},${score}\n`;
        })
        .join('')
    );
  }

  async function analysisWith(experimentId: string, revision: number): Promise<Analysis> {
    await bench.until(
      async () => (await bench.analysisOf(experimentId)).humanLabels?.revision === revision,
    );
    return bench.analysisOf(experimentId);
  }

  async function listed(experimentId: string): Promise<experimentsV1.LabelRow[]> {
    const labels: experimentsV1.LabelRow[] = [];
    let cursor = '';
    do {
      const page: experimentsV1.ListLabelsResponse = await bench.client.call('listLabels', {
        ...{ experimentId, limit: 7, cursor },
      });
      labels.push(...page.labels);
      cursor = page.nextCursor;
    } while (cursor !== '');
    return labels;
  }

  it('are asked for blind to the arm, about all answers to questions drawn by seed', async () => {
    const id = await completed();
    const csv = await template(id, { format: 'csv' });
    expect(csv.split('\r\n')[0]).toBe('answer,criterion,rater,score,question,reference,text');
    const rows = rowsOf(await template(id, { questions: 10 }));
    expect(rows).toHaveLength(10 * 2 * 2);
    expect(Object.keys(rows[0] ?? {})).toEqual([
      ...['answer', 'criterion', 'rater', 'score', 'question', 'reference', 'text'],
    ]);
    expect(rows.filter(({ text }) => text.startsWith('tuned'))).toHaveLength(20);
    expect(rowsOf(await template(id, { questions: 10 }))).toEqual(rows);
    expect(rowsOf(await template(id, { questions: 10, seed: 'other' }))).not.toEqual(rows);
  });

  it('make the analysis again, beside verdicts that stay the judge’s', async () => {
    const id = await completed();
    const before = await bench.analysisOf(id);
    const imported = await importLabels(id, await labelsOf(id, 32));
    expect(imported).toEqual({
      ...{ added: 64, replaced: 0, unchanged: 0, empty: 0, revision: 1, analysedAgain: true },
    });
    const { humanLabels, warnings, ...rest } = await analysisWith(id, 1);
    expect(rest.contrasts).toEqual(before.contrasts);
    expect(rest.conclusion).toEqual(before.conclusion);
    expect(warnings.map(({ code }) => code)).toContain('labels-contradict');
    expect(humanLabels).toMatchObject({ labels: 64, answers: 64, raters: 1 });
    const [contrast] = humanLabels?.contrasts ?? [];
    expect(contrast).toMatchObject({ labelled: 32, unlabelled: 8, finding: 'contradicts' });
    expect(contrast?.corrected?.difference).toBeLessThan(-1.5);
    const { status } = await bench.get(id);
    expect(status).toBe('completed');
    for (const format of ['markdown', 'html', 'json']) {
      let report = '';
      for await (const { bytes } of bench.client.stream('getReport', {
        experimentId: id,
        format,
      })) {
        report += Buffer.from(bytes).toString();
      }
      expect(report).toContain(format === 'json' ? '"humanLabels"' : 'What people say');
      expect(report).toContain('people contradict the verdict');
    }
  });

  it('change nothing when they are imported again, and are listed once', async () => {
    const id = await completed();
    const file = await labelsOf(id, 5);
    await importLabels(id, file);
    await analysisWith(id, 1);
    expect(await importLabels(id, file)).toMatchObject({
      ...{ added: 0, unchanged: 10, revision: 1, analysedAgain: false },
    });
    const labels = await listed(id);
    expect(labels).toHaveLength(10);
    expect(new Set(labels.map(({ answerId }) => answerId)).size).toBe(10);
    expect(labels[0]).toMatchObject({ criterion: 'accuracy', rater: 'ann', revision: 1 });
  });

  it('are refused all together, with line, column, value and way out of each fault', async () => {
    const id = await completed();
    const good = await labelsOf(id, 2);
    const [, first = ''] = good.split('\n');
    const faults = [
      `${UNKNOWN},accuracy,ann,3`,
      first.replace('accuracy', 'acuracy'),
      first.replace(/[^,]+$/, '7'),
      first.replace(/[^,]+$/, 'NaN'),
      first,
    ];
    await expect(importLabels(id, good + faults.join('\n'))).rejects.toMatchObject({
      kind: 'invalid',
      code: 'EXPERIMENTS.INVALID_LABELS',
      message: expect.stringContaining(
        'nothing was stored, because 5 values are at fault',
      ) as unknown,
      violations: [
        {
          path: 'line 7: criterion',
          message: expect.stringContaining('did you mean accuracy') as unknown,
        },
        {
          path: 'line 8: score',
          message: expect.stringContaining('"7" is off the scale') as unknown,
        },
        {
          path: 'line 9: score',
          message: expect.stringContaining('"NaN" is no number') as unknown,
        },
        {
          path: 'line 10: rater',
          message: expect.stringContaining('in line 2 already') as unknown,
        },
        {
          path: 'line 6: answer',
          message: expect.stringContaining(`${UNKNOWN} is no answer of this`) as unknown,
        },
      ],
    });
    expect(await listed(id)).toEqual([]);
    expect((await bench.analysisOf(id)).humanLabels).toBeUndefined();
  });

  it('are replaced only when that is said', async () => {
    const id = await completed();
    const file = await labelsOf(id, 2);
    await importLabels(id, file);
    const changed = file.replaceAll(/,\d(\.5)?\n/g, ',1\n');
    await expect(importLabels(id, changed)).rejects.toMatchObject({
      message: expect.stringContaining('import with replace') as unknown,
    });
    expect(await importLabels(id, changed, { replace: true })).toMatchObject({
      ...{ added: 0, replaced: 4, revision: 2, analysedAgain: true },
    });
    expect((await listed(id)).map(({ score }) => score)).toEqual([1, 1, 1, 1]);
    expect((await analysisWith(id, 2)).humanLabels?.labels).toBe(4);
  });

  it('are asked for again only where there are none yet', async () => {
    const id = await completed();
    await importLabels(id, await labelsOf(id, 10));
    const rows = rowsOf(await template(id, { questions: 12, unlabelled: true }));
    // accuracy of the two new questions, completeness of all twelve, in both arms
    expect(rows.filter(({ criterion }) => criterion === 'accuracy')).toHaveLength(4);
    expect(rows.filter(({ criterion }) => criterion === 'completeness')).toHaveLength(24);
  });

  it('wait for the analysis at the end while the experiment runs', async () => {
    let chunks = 0;
    bench.world.refuseChunk = () => {
      chunks += 1;
      if (chunks === 8) bench.world.answers = false;
      return undefined;
    };
    const id = await bench.create();
    await bench.until(() => bench.world.held.length > 0);
    await bench.until(async () => ((await bench.get(id)).progress?.judgementsDone ?? 0) >= 80);
    const { analysedAgain, added } = await importLabels(id, await labelsOf(id, 3));
    expect({ analysedAgain, added }).toEqual({ analysedAgain: false, added: 6 });
    bench.world.answers = true;
    await bench.release();
    expect((await bench.untilEnded(id)).status).toBe('completed');
    expect((await bench.analysisOf(id)).humanLabels).toMatchObject({ revision: 1, labels: 6 });
  });

  it('are analysed after a restart when the process was killed in between', async () => {
    const id = await completed();
    await importLabels(id, await labelsOf(id, 4));
    await bench.stopService();
    await bench.startService();
    expect((await analysisWith(id, 1)).humanLabels?.labels).toBe(8);
  });

  it('are refused for experiments that have no analysis to come, and for unknown ones', async () => {
    bench.world.answers = false;
    const id = await bench.create();
    await expect(template(id)).rejects.toMatchObject({
      code: 'EXPERIMENTS.NOTHING_TO_LABEL',
      message: expect.stringContaining('has no answer in this context yet') as unknown,
    });
    await bench.client.call('cancelExperiment', { experimentId: id });
    const file = `${HEADER}${UNKNOWN},accuracy,ann,3\n`;
    await expect(importLabels(id, file)).rejects.toMatchObject({
      kind: 'precondition',
      code: 'EXPERIMENTS.NOT_LABELLABLE',
    });
    await expect(importLabels(UNKNOWN, file)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(listed(UNKNOWN)).rejects.toMatchObject({ kind: 'not_found' });
    await expect(template(UNKNOWN)).rejects.toMatchObject({ kind: 'not_found' });
  });

  it('are refused in formats, contexts and numbers that mean nothing', async () => {
    const id = await completed();
    await expect(importLabels(id, HEADER, { format: 'cvs' })).rejects.toMatchObject({
      violations: [{ path: 'format', message: '"cvs" is unknown: use csv or jsonl' }],
    });
    await expect(importLabels(id, 'answer,critera\n')).rejects.toMatchObject({
      code: 'EXPERIMENTS.UNREADABLE_LABELS',
      message: expect.stringContaining('did you mean criterion?') as unknown,
    });
    await expect(template(id, { context: 'oracel' })).rejects.toMatchObject({
      violations: [
        { path: 'context', message: expect.stringContaining('did you mean oracle') as unknown },
      ],
    });
    await expect(template(id, { questions: -1 })).rejects.toMatchObject({
      violations: [{ path: 'questions', message: expect.stringContaining('-1 is not') as unknown }],
    });
  });
});
