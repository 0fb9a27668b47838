import { meanOf, type Pairs } from '../pairs.js';
import { type SeedPairs, type TreatmentCells } from '../treatment-pairs.js';
import { type LabelledAnswer } from './labelled-answers.js';

/** Questions of a contrast: those with labels in every arm, and the others. */
export interface SplitPairs {
  /** By people and by the judge, on the same questions. */
  readonly labelled: { readonly people: Pairs; readonly judge: Pairs };
  /** By the judge. */
  readonly rest: Pairs;
}

/** People's mean score by cell and question, [1, 5]. */
export type MeansByQuestion = ReadonlyMap<string, number>;

const keyOf = (cellId: string, questionId: string): string => JSON.stringify([cellId, questionId]);

/** Mean over the labelled answers of each question of each cell. */
export function meansByQuestion(labelled: readonly LabelledAnswer[]): MeansByQuestion {
  const groups = Map.groupBy(labelled, ({ cellId, questionId }) => keyOf(cellId, questionId));
  return new Map([...groups].map(([key, own]) => [key, meanOf(own.map(({ human }) => human))]));
}

/** Parts the pairs of a contrast by whether people labelled the question in the base and in every seed. */
export function splitByLabels(
  pairs: SeedPairs,
  { base, tuned }: TreatmentCells,
  human: MeansByQuestion,
): SplitPairs {
  const humanOf = (cell: TreatmentCells['base'], place: number): number | undefined =>
    cell && human.get(keyOf(cell.cell.cellId, pairs.questionIds[place] ?? ''));
  const people = { base: [] as number[], tuned: [] as number[] };
  const [labelled, rest]: [number[], number[]] = [[], []];
  for (const place of pairs.questionIds.keys()) {
    const ofBase = humanOf(base, place);
    const ofTuned = tuned.flatMap((own) => humanOf(own, place) ?? []);
    if (ofBase === undefined || ofTuned.length < tuned.length) {
      rest.push(place);
      continue;
    }
    labelled.push(place);
    people.base.push(ofBase);
    people.tuned.push(meanOf(ofTuned));
  }
  const judge = pickedOf(pairs, labelled);
  return { labelled: { people: { ...judge, ...people }, judge }, rest: pickedOf(pairs, rest) };
}

function pickedOf(pairs: Pairs, places: readonly number[]): Pairs {
  const pick = <T>(values: readonly T[]): T[] => places.map((place) => values[place] as T);
  return {
    questionIds: pick(pairs.questionIds),
    base: pick(pairs.base),
    tuned: pick(pairs.tuned),
    clusters: pick(pairs.clusters),
  };
}
