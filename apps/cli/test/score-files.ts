import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parquetWriteFile } from 'hyparquet-writer';

/** Rows by column name; null where a file holds nothing. */
export type Row = Readonly<Record<string, string | number | null>>;

/** The same rows as CSV, JSON lines and Parquet; the paths. */
export async function writeScores(
  folder: string,
  rows: readonly Row[],
): Promise<Record<'csv' | 'jsonl' | 'parquet', string>> {
  const names = Object.keys(rows[0] ?? {});
  const files = {
    csv: join(folder, 'scores.csv'),
    jsonl: join(folder, 'scores.jsonl'),
    parquet: join(folder, 'scores.parquet'),
  };
  await writeCsv(files.csv, rows);
  await writeFile(files.jsonl, rows.map((row) => JSON.stringify(row)).join('\n'));
  parquetWriteFile({
    filename: files.parquet,
    columnData: names.map((name) => ({ name, data: rows.map((row) => row[name] ?? null) })),
  });
  return files;
}

/** Rows as comma-separated values with a header. */
export async function writeCsv(file: string, rows: readonly Row[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const line = (row: Row): string => names.map((name) => cell(row[name])).join(',');
  await writeFile(file, [names.join(','), ...rows.map(line)].join('\r\n'));
}

function cell(value: Row[string] | undefined): string {
  const text = String(value ?? '');
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One question, base and tuned, on `accuracy`. */
export function pair(question: string, base: number, tuned: number): Row[] {
  const common = { dataset: 'handbook', question, criterion: 'accuracy' };
  return [
    { ...common, arm: 'small', train_size: null, score: base },
    { ...common, arm: 'small', train_size: 200, score: tuned },
  ];
}
