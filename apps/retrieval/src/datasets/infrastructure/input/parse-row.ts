import type { z } from 'zod';
import type { Place } from '../../domain/import-issue.js';
import type { IssueLog } from '../../domain/issue-log.js';

/**
 * Reads one record; a record of another shape is noted as an error, by its first wrong field.
 *
 * @param at path of the record within its row, e.g. `qas[2]`
 * @returns undefined for a record of another shape
 */

export function parseRow<S extends z.ZodType>(
  schema: S,
  { place, value }: { readonly place: Place; readonly value: unknown },
  issues: IssueLog,
  at = '',
): z.output<S> | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [first] = parsed.error.issues;
  const path = first?.path ?? [];
  issues.error(place, {
    field: fieldName(at, path),
    value: path.reduce<unknown>(member, value),
    message: `${first?.message ?? 'wrong'}: correct the field as docs/datasets.md describes it`,
  });
  return undefined;
}

/** `answers[0].text` */
function fieldName(at: string, path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, at);
}

function member(value: unknown, key: PropertyKey): unknown {
  return value !== null && typeof value === 'object'
    ? (value as Record<PropertyKey, unknown>)[key]
    : undefined;
}
