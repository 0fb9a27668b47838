import { type HostedJob, type JobEvent, jobSchema } from './api-objects.js';
import { jobState, newestStep } from './job-state.js';

function aJob(more: object): HostedJob {
  return jobSchema.parse({ id: 'ftjob-1', model: 'm', status: 'queued', created_at: 1, ...more });
}

function anEvent(message: string, data: Record<string, unknown> = {}): JobEvent {
  const type = 'step' in data ? 'metrics' : 'message';
  return { id: 'e', created_at: new Date(0), level: 'info', message, type, data };
}
const same = (text: string): string => text;

describe(jobState.name, () => {
  it.each([
    ['validating_files', 'preparing', 'the provider checks the training file'],
    ['queued', 'queued', "waits in the provider's queue"],
    ['running', 'running', 'trained by the provider'],
    ['paused', 'queued', 'the provider calls the job "paused"'],
  ])('shows a job that is %s as %s', (own, status, detail) => {
    expect(jobState(aJob({ status: own }), same)).toEqual({ kind: 'open', status, detail });
  });

  it('tells when it will end, where the provider does', () => {
    const job = aJob({ status: 'running', estimated_finish: 1_767_225_600 });
    expect(jobState(job, same)).toMatchObject({
      detail: expect.stringContaining('2026-01-01T00') as string,
    });
    expect(jobState(aJob({ estimated_finish: 0 }), same)).toMatchObject({
      detail: "waits in the provider's queue",
    });
  });

  it.each([
    [
      { message: 'bad line 3', code: 'invalid', param: 'training_file' },
      'bad line 3 (code invalid, param training_file)',
    ],
    [{ message: 'out of memory', code: null, param: null }, 'out of memory'],
    [{}, 'no reason is given'],
    [null, 'no reason is given'],
  ])('gives the reason of a failure: %j', (error, reason) => {
    const state = jobState(aJob({ status: 'failed', error }), same);
    expect(state.kind === 'failed' && state.error.message).toBe(
      `the provider failed job ftjob-1: ${reason}`,
    );
  });
});

describe(newestStep.name, () => {
  it.each([
    ['Step 12/90: training loss=1.07', {}, { step: 12, totalSteps: 90, loss: 1.07 }],
    ['Step 12: training loss=1.07', {}, { step: 12, totalSteps: 60, loss: 1.07 }],
    [
      'Step 100/1500: training loss=2.43',
      { step: 100, train_loss: 2.5 },
      { step: 100, totalSteps: 1500, loss: 2.5 },
    ],
    ['metrics', { step: 70, total_steps: 80 }, { step: 70, totalSteps: 80, loss: null }],
    ['Step 61: training loss=0.5', {}, { step: 61, totalSteps: 61, loss: 0.5 }],
  ])('reads %s %j', (message, data, step) => {
    expect(newestStep([anEvent(message, data)], 60)).toEqual(step);
  });

  it('takes the last of several, and none where there is none', () => {
    const events = [
      'Step 2/3: training loss=1',
      'Checkpoint created at step 2',
      'Step 1/3: training loss=2',
    ];
    expect(
      newestStep(
        events.map((each) => anEvent(each)),
        9,
      )?.step,
    ).toBe(2);
    expect(newestStep([anEvent('Created fine-tuning job')], 9)).toBeUndefined();
  });
});
