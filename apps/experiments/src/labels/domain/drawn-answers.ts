import { seededShuffle } from '@equipoise/kernel';

/** An answer that may be labelled. */
export interface LabellableAnswer {
  readonly answerId: string;
  readonly cellId: string;
  /** `name@v1`. */
  readonly dataset: string;
  readonly datasetVersionId: string;
  readonly questionId: string;
}

/**
 * All answers to some questions of each dataset, in random order. Only questions that as many cells of
 * the dataset as possible have answered are drawn, because a contrast needs labels in all its arms. With the same seed
 * more questions hold the fewer.
 *
 * @param questions most questions of each dataset, >= 1
 */
export function drawnAnswers<A extends LabellableAnswer>(
  answers: readonly A[],
  questions: number,
  seed: string,
): A[] {
  const drawn = [...Map.groupBy(answers, ({ dataset }) => dataset)].flatMap(([dataset, own]) => {
    const byQuestion = Map.groupBy(own, ({ questionId }) => questionId);
    const cellsOf = (these: readonly A[]): number => new Set(these.map((one) => one.cellId)).size;
    const most = Math.max(...[...byQuestion.values()].map(cellsOf));
    const complete = [...byQuestion].filter(([, these]) => cellsOf(these) === most);
    const inOrder = complete.sort(([a], [b]) => (a < b ? -1 : 1));
    return seededShuffle(inOrder, `${seed} questions of ${dataset}`).slice(0, questions);
  });
  const chosen = drawn.flatMap(([, these]) => these);
  const inOrder = chosen.sort((a, b) => (a.answerId < b.answerId ? -1 : 1));
  return seededShuffle(inOrder, `${seed} order of answers`);
}
