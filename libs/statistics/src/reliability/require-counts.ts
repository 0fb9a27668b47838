import { requireTable, requireThat } from '../require.js';

/** Refuses a table that is empty or not rectangular, and counts that are not whole numbers >= 0. */
export function requireCounts(name: string, table: readonly (readonly number[])[]): void {
  requireTable(name, table);
  table.forEach((row, i) => {
    const at = row.findIndex((count) => !(Number.isInteger(count) && count >= 0));
    requireThat(at < 0, `${name}[${i}][${at}] is ${row[at]}; give a whole number >= 0`);
  });
}
