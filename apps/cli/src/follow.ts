import type { Api, Experiment } from './client/api.js';
import { guardText } from './guard-text.js';
import { type ProgressDisplay } from './progress/progress-display.js';
import { progressItems } from './progress/progress-view.js';

const ENDED = new Set(['completed', 'partially_failed', 'failed', 'cancelled']);

export const hasEnded = ({ status }: Experiment): boolean => ENDED.has(status);

/** Shows an experiment's progress until it ends. @returns its last state, or undefined when `signal` fired */
export async function follow(
  api: Api,
  id: string,
  display: ProgressDisplay,
  signal: AbortSignal,
): Promise<Experiment | undefined> {
  const shown = new Set<string>();
  let status = '';
  const show = (experiment: Experiment): void => {
    if (experiment.status !== status) {
      status = experiment.status;
      display.note(`  ${STATUS_TEXT[status] ?? status}`);
    }
    const notes = experiment.warnings.map((warning) => `note: ${warning}`);
    for (const text of [...notes, ...experiment.guards.map(guardText)]) {
      if (shown.has(text)) continue;
      shown.add(text);
      display.note(`  ${text}`);
    }
    display.update(progressItems(experiment));
  };

  let experiment = await api.experiment(id);
  show(experiment);
  for await (const _event of api.events(id, signal)) {
    if (signal.aborted) return undefined;
    experiment = await api.experiment(id);
    show(experiment);
    if (hasEnded(experiment)) break;
  }
  if (signal.aborted) return undefined;
  experiment = await api.experiment(id);
  show(experiment);
  return experiment;
}

const STATUS_TEXT: Readonly<Record<string, string>> = {
  queued: 'queued',
  preparing: 'preparing: index and adapters',
  running: 'running: answers and judgements',
  analysing: 'analysing',
};
