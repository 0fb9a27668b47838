import { jest } from '@jest/globals';
import type { experimentsV1 } from '@equipoise/contracts';
import { ExperimentsBench } from './support/experiments-bench.js';

jest.setTimeout(180_000);

const UNKNOWN = '00000000-0000-4000-8000-000000000000';

describe('results', () => {
  let bench: ExperimentsBench;
  let id: string;

  beforeAll(async () => {
    bench = await ExperimentsBench.start();
    const { world } = bench;
    const questions = ['q1a', 'q1b', 'q2a', 'q2b'];
    world.datasets.set('facts', { train: 100, questions, hasReferences: true });
    world.datasets.set('bare', { train: 0, questions, hasReferences: false });
    world.datasets.set('empty', { train: 9, questions: [], hasReferences: true });
    world.models.set('base', {}).set('tuned', { base: 'base' }).set('judge', {});
    world.score = ({ model, repeat }) => (repeat === 1 ? null : model === 'base' ? 5 : 2);
    id = await bench.create({ contexts: ['retrieved'] });
    await bench.untilEnded(id);
  });
  afterAll(async () => {
    await bench.stop();
  });

  const report = async (format: string): Promise<Buffer[]> => {
    const pieces: Buffer[] = [];
    const request = { experimentId: id, format };
    for await (const { bytes } of bench.client.stream('getReport', request)) {
      pieces.push(Buffer.from(bytes));
    }
    return pieces;
  };

  it('lists answers side by side with texts, references, passages and scores', async () => {
    const { answers, nextCursor } = await bench.client.call('listAnswers', {
      experimentId: id,
      limit: 0,
      cursor: '',
      cellId: '',
    });
    expect(nextCursor).toBe('');
    expect(answers.map(({ arm }) => arm)).toEqual(Array(4).fill(['base', 'tuned']).flat());
    const [first, second] = answers;
    expect(second?.questionId).toBe(first?.questionId);
    expect(first).toMatchObject({
      question: `what is ${first?.questionId}?`,
      references: [`the answer to ${first?.questionId}`],
      text: `base says the answer to ${first?.questionId}`,
      passages: ['a passage'],
      scores: [
        { criterion: 'accuracy', mean: 5, repeats: 2, missing: 1 },
        { criterion: 'completeness', mean: 5, repeats: 2, missing: 1 },
      ],
    });
  });

  it('pages through answers of one cell without a gap', async () => {
    const { cells } = await bench.get(id);
    const seen: string[] = [];
    let cursor = '';
    do {
      const page: experimentsV1.ListAnswersResponse = await bench.client.call('listAnswers', {
        experimentId: id,
        limit: 3,
        cursor,
        cellId: cells[1]?.cellId ?? '',
      });
      seen.push(...page.answers.map(({ arm, questionId }) => `${arm} ${questionId}`));
      cursor = page.nextCursor;
    } while (cursor !== '');
    expect(seen.sort()).toEqual(['tuned q1a', 'tuned q1b', 'tuned q2a', 'tuned q2b']);
  });

  it('pages through judgements, unreadable ones without a score', async () => {
    const seen: experimentsV1.JudgementRow[] = [];
    let cursor = '';
    do {
      const page: experimentsV1.ListJudgementsResponse = await bench.client.call('listJudgements', {
        experimentId: id,
        limit: 7,
        cursor,
      });
      seen.push(...page.judgements);
      cursor = page.nextCursor;
    } while (cursor !== '');
    expect(seen).toHaveLength(32);
    expect(new Set(seen.map((row) => `${row.answerId} ${row.criterion} ${row.repeat}`)).size).toBe(
      32,
    );
    expect(seen.filter(({ score }) => typeof score !== 'number')).toHaveLength(16);
  });

  it('stores lexical metrics and retrieval quality of every answer', async () => {
    const rows = await bench.query(
      `SELECT DISTINCT words, exact_match, token_f1, cluster LIKE 'document %' AS clustered, retrieval
       FROM experiments.answer_facts WHERE experiment_id = $1`,
      [id],
    );
    expect(rows).toEqual([
      {
        words: 6,
        exact_match: 0,
        token_f1: expect.closeTo(6 / 8, 6) as unknown,
        clustered: true,
        retrieval: { recall: 1, ndcg: 0.5, reciprocalRank: 0.5, k: 5 },
      },
    ]);
  });

  it('renders the report in every format, in pieces of at most 64 KiB', async () => {
    const html = await report('html');
    expect(Math.max(...html.map((piece) => piece.length))).toBeLessThanOrEqual(65_536);
    expect(Buffer.concat(html).toString()).toMatch(/^<!doctype html>/i);
    expect(Buffer.concat(await report('markdown')).toString()).toContain('trial');
    const json = JSON.parse(Buffer.concat(await report('json')).toString()) as {
      examples: unknown[];
    };
    expect(json.examples[0]).toMatchObject({ kind: 'worst', passages: ['a passage'] });
    await expect(report('pdf')).rejects.toMatchObject({
      kind: 'invalid',
      message: 'format is "pdf"; give html, markdown or json',
    });
  });

  it('lists experiments newest first, by cursor', async () => {
    const newer = await bench.create({ name: 'newer' });
    await bench.untilEnded(newer);
    const first = await bench.client.call('listExperiments', { limit: 1, cursor: '' });
    expect(first.experiments.map(({ name }) => name)).toEqual(['newer']);
    expect(first.experiments[0]?.progress?.answersDone).toBe(8);
    const cursor = first.nextCursor;
    const second = await bench.client.call('listExperiments', { limit: 1, cursor });
    expect(second.experiments.map(({ experimentId }) => experimentId)).toEqual([id]);
    expect(second.nextCursor).toBe('');
  });

  it('refuses cursors and limits that it did not give, and unknown experiments', async () => {
    await expect(
      bench.client.call('listExperiments', { limit: 1, cursor: 'abc' }),
    ).rejects.toMatchObject({ kind: 'invalid', code: 'EXPERIMENTS.INVALID_CURSOR' });
    await expect(
      bench.client.call('listExperiments', { limit: 201, cursor: '' }),
    ).rejects.toMatchObject({ message: 'limit is 201; give 1 to 200, or 0 for 50' });
    for (const experimentId of [UNKNOWN, 'nonsense']) {
      await expect(bench.client.call('getExperiment', { experimentId })).rejects.toMatchObject({
        kind: 'not_found',
      });
    }
    await expect(bench.events(UNKNOWN)).rejects.toMatchObject({ kind: 'not_found' });
  });

  describe('plans', () => {
    const plan = async (changes: Record<string, unknown>): Promise<experimentsV1.Plan> => {
      const specJson = bench.spec(changes);
      const response = await bench.client.call('planExperiment', { specJson });
      if (!response.plan) throw new Error('no plan');
      return response.plan;
    };

    it('says what a spec would do and stores nothing', async () => {
      const before = await bench.query('SELECT id FROM experiments.experiments');
      const planned = await plan({
        arms: [{ base: 'base', fineTune: { method: 'lora', trainSizes: [8, 16], seeds: [1, 2] } }],
        contexts: ['retrieved', 'closed-book'],
      });
      expect(planned).toMatchObject({
        contrasts: 4 * 1 * 2 * 2,
        answerCalls: 5 * 2 * 4,
        // The trial of the judge: four probes of each question, on two criteria, twice.
        judgeCalls: 5 * 2 * 4 * 2 * 2 + 4 * 4 * 2 * 2,
        estimatedCostUsd: 0,
      });
      expect(planned.fineTunes).toHaveLength(4);
      expect(await bench.query('SELECT id FROM experiments.experiments')).toEqual(before);
    });

    it.each([
      [{ datasets: ['nowhere'] }, 'not_found', 'spec.datasets[0]', 'there is no dataset "nowhere"'],
      [{ arms: [{ base: 'bse' }] }, 'not_found', 'spec.arms[0].base', 'there is no model "bse"'],
      [{ datasets: ['bare'] }, 'invalid', 'spec.datasets[0]', 'has no reference answer'],
      [{ datasets: ['empty'] }, 'invalid', 'spec.datasets[0]', 'has no test questions'],
      [{ contexts: ['closed_bok'] }, 'invalid', 'spec.contexts[0]', 'did you mean "closed-book"?'],
    ])('refuses %j', async (changes, kind, path, message) => {
      await expect(plan(changes)).rejects.toMatchObject({
        kind,
        violations: [{ path, message: expect.stringContaining(message) as unknown }],
      });
    });
  });
});
