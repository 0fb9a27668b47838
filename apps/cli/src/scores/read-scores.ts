import { parseRow } from './parse-row.js';
import { readRows } from './read-rows.js';
import { ScoreCollector } from './score-collector.js';
import { COLUMNS } from './score-row.js';

/**
 * Reads a score file from its first to its last row; only what the analysis needs stays in memory.
 *
 * @param format by the file's extension where undefined
 * @throws CliError when there is no such file or format, or at the first fault in it
 */
export async function readScores(path: string, format?: string): Promise<ScoreCollector> {
  const scores = new ScoreCollector();
  await readRows({ path, format, columns: COLUMNS }, (raw) => {
    scores.add(parseRow(raw));
  });
  return scores;
}
