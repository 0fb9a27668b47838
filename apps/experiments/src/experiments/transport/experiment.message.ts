import type { experimentsV1 } from '@equipoise/contracts';
import type { ExperimentView } from '../application/read-experiments.js';
import type { Progress } from '../domain/progress.js';

export function toExperimentMessage(view: ExperimentView): experimentsV1.Experiment {
  const { experiment, progress, cells } = view;
  const { id, name, status, reason, spec, createdAt, endedAt, warnings, guards } = experiment;
  return {
    experimentId: id,
    name,
    status,
    reason,
    specJson: JSON.stringify(spec),
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? '',
    progress: progress && toProgressMessage(progress),
    cells: cells.map((cell) => ({
      cellId: cell.id,
      arm: cell.arm.label,
      dataset: cell.dataset,
      context: cell.context,
      status: cell.status,
      reason: cell.reason,
      questions: cell.questions,
      answered: cell.answered,
      failed: cell.failed,
    })),
    warnings: [...warnings],
    guards: [...guards],
  };
}

function toProgressMessage(progress: Progress): experimentsV1.Progress {
  return { ...progress, fineTunes: [...progress.fineTunes], indexes: [...progress.indexes] };
}
