import { holm } from '@equipoise/statistics';

interface FamilySettings {
  readonly criteria: readonly string[];
  /** Adjusted together: all contrasts unless given, or those of one criterion. */
  readonly family?: 'all' | 'criterion';
}

/**
 * Contrasts that one adjustment covers: all, or those of one criterion, of which every criterion has
 * as many.
 *
 * @param contrasts number of all contrasts
 */
export function familySizeOf(contrasts: number, { criteria, family }: FamilySettings): number {
  return family === 'criterion' ? contrasts / criteria.length : contrasts;
}

/**
 * p-values adjusted by Holm's procedure within each family.
 *
 * @param tests in any order, shape [m]; undefined p counts in its family and stays undefined
 * @returns shape [m], [0, 1]
 */
export function adjustedByFamily(
  tests: readonly { readonly criterion: number; readonly pValue: number | undefined }[],
  { family }: FamilySettings,
): (number | undefined)[] {
  const adjusted = new Array<number | undefined>(tests.length).fill(undefined);
  const places = Map.groupBy(tests.keys(), (i) =>
    family === 'criterion' ? tests[i]?.criterion : undefined,
  );
  for (const own of places.values()) {
    holm(own.map((i) => tests[i]?.pValue)).forEach((p, rank) => {
      adjusted[own[rank] as number] = p;
    });
  }
  return adjusted;
}
