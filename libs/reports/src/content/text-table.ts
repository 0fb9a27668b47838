/** A table for people, before it is Markdown or HTML. */
export interface TextTable {
  readonly caption: string;
  readonly columns: readonly TextColumn[];
  /** One text a column. */
  readonly rows: readonly (readonly string[])[];
}

export interface TextColumn {
  readonly title: string;
  readonly isNumber: boolean;
}

export const NOTHING = '–';

/** A column of words. */
export function words(title: string): TextColumn {
  return { title, isNumber: false };
}

/** A column of numbers, set flush right. */
export function number(title: string): TextColumn {
  return { title, isNumber: true };
}
