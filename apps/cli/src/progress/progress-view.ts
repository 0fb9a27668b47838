import type { Experiment } from '../client/api.js';

/** One thing that goes on, for a bar or a line. */
export interface ProgressItem {
  readonly name: string;
  readonly done: number;
  readonly total: number;
  /** What a person may want to know beside the numbers. */
  readonly detail: string;
}

/** What there is to show of an experiment, in the order in which it happens. */
export function progressItems({ progress, cells }: Experiment): ProgressItem[] {
  if (!progress) return [];
  const failed = cells.reduce((sum, cell) => sum + cell.failed, 0);
  return [
    ...progress.indexes.map(({ dataset, chunksDone, chunksTotal }) => ({
      name: `index ${dataset}`,
      done: chunksDone,
      total: chunksTotal,
      detail: 'passages',
    })),
    ...progress.fineTunes.map((tune) => ({
      name: `train ${tune.label}`,
      done: Math.round(tune.progress * 100),
      total: 100,
      detail: trainingDetail(tune),
    })),
    ...wavesItem(progress),
    {
      name: 'answers',
      done: progress.answersDone,
      total: progress.answersTotal,
      detail: failed > 0 ? `${failed} failed` : '',
    },
    {
      name: 'judgements',
      done: progress.judgementsDone,
      total: progress.judgementsTotal,
      detail: '',
    },
    {
      name: 'trials of the judge',
      done: progress.judgeTrialsDone,
      total: progress.judgeTrialsTotal,
      detail: progress.judgeTrialsDone < progress.judgeTrialsTotal ? 'verdicts wait for them' : '',
    },
  ];
}

function wavesItem({
  wave,
  waves,
}: Pick<NonNullable<Experiment['progress']>, 'wave' | 'waves'>): ProgressItem[] {
  if (waves === 0) return [];
  const detail = 'at most: fewer when every contrast is decided';
  return [{ name: 'waves', done: wave, total: waves, detail }];
}

function trainingDetail(tune: {
  status: string;
  step: number;
  totalSteps: number;
  loss: number;
  detail: string;
}): string {
  if (tune.status !== 'running') return tune.detail || tune.status;
  const loss = tune.loss > 0 ? `, loss ${tune.loss.toFixed(2)}` : '';
  return `step ${tune.step}/${tune.totalSteps}${loss}`;
}
