/** The scores of a form: whole numbers, 5 the best. */
export const RATING_SCALE = { low: 1, high: 5 } as const;

/** The strings whose probabilities as the next token make the score, by score. */
export const SCORE_TOKENS = ['1', '2', '3', '4', '5'] as const;
