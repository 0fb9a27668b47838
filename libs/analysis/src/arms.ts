import type { AnalysedArm } from '@equipoise/contracts';
import { type CellMeans } from './question-means.js';
import { type Arm } from './score-table.js';

/** A tuned cell and the cell of its base model on the same dataset in the same context. */
export interface CellPair {
  /** undefined when the experiment has no such cell. */
  readonly base: CellMeans | undefined;
  readonly tuned: CellMeans;
}

/** Every tuned cell with its base, in the order of the cells. */
export function cellPairs(cells: readonly CellMeans[]): CellPair[] {
  const placeOf = ({ cell }: CellMeans): string =>
    JSON.stringify([cell.arm.base, cell.dataset, cell.context]);
  const bases = new Map(
    cells.filter(({ cell }) => cell.arm.treatment === undefined).map((own) => [placeOf(own), own]),
  );
  return cells
    .filter(({ cell }) => cell.arm.treatment !== undefined)
    .map((tuned) => ({ base: bases.get(placeOf(tuned)), tuned }));
}

/** Question ids of each dataset, over all its cells. */
export function questionsByDataset(cells: readonly CellMeans[]): Map<string, Set<string>> {
  const questions = new Map<string, Set<string>>();
  for (const { cell, questions: own } of cells) {
    const known = questions.get(cell.dataset) ?? new Set<string>();
    for (const questionId of own.keys()) known.add(questionId);
    questions.set(cell.dataset, known);
  }
  return questions;
}

/** An arm as the analysis shows it: absent facts are null. */
export function analysedArm({ label, base, treatment }: Arm): AnalysedArm {
  if (treatment === undefined) return { label, base, treatment: null };
  const { method, trainSize, seed, trainingFormat } = treatment;
  return {
    label,
    base,
    treatment: {
      method,
      trainSize: trainSize ?? null,
      seed: seed ?? null,
      trainingFormat: trainingFormat ?? null,
    },
  };
}

/**
 * Names arms that differ in nothing but their training seed alike. Tuned models that do not say their
 * seed may differ in anything, so each is a treatment of its own.
 */
export function treatmentKey({ base, label, treatment }: AnalysedArm): string {
  const { method, trainSize, trainingFormat, seed = null } = treatment ?? {};
  const own = treatment !== null && seed === null ? label : null;
  return JSON.stringify([base, method, trainSize, trainingFormat, own]);
}

/** Whether the arm was trained on answers that do not belong to their questions. */
export function isControl({ treatment }: AnalysedArm): boolean {
  return treatment?.trainingFormat === 'shuffled-answers';
}
