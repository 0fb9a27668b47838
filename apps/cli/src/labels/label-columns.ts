/** Columns of a file of labels: those of a score file that tell an answer, and who scored it. */
export const LABEL_COLUMNS = {
  dataset: 'required',
  question: 'required',
  context: 'optional',
  arm: 'required',
  base: 'optional',
  train_size: 'optional',
  seed: 'optional',
  criterion: 'required',
  answer: 'optional',
  rater: 'required',
  score: 'required',
} as const;
