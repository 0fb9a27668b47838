import {
  asyncBufferFromFile,
  parquetMetadataAsync,
  parquetReadObjects,
  parquetSchema,
} from 'hyparquet';
import { compressors } from 'hyparquet-compressors';
import { reasonOf } from '@equipoise/kernel';
import { checkColumns } from '../check-columns.js';
import { ScoreFileError } from '../score-file.error.js';
import { type Columns, type RawRow } from '../score-row.js';

/**
 * Rows of a Parquet file, one row group at a time.
 *
 * @throws ScoreFileError when it cannot be read as Parquet
 */
export async function* parquetRows(path: string, known: Columns): AsyncGenerator<RawRow> {
  const file = await asyncBufferFromFile(path);
  const metadata = await readable(() => parquetMetadataAsync(file));
  checkColumns(
    parquetSchema(metadata).children.map(({ element }) => element.name),
    'the schema',
    known,
  );
  let rowStart = 0;
  for (const group of metadata.row_groups) {
    const rowEnd = rowStart + Number(group.num_rows);
    const options = { file, metadata, compressors, rowStart, rowEnd };
    const rows = await readable(() => parquetReadObjects(options));
    for (const [i, values] of rows.entries()) yield { place: `row ${rowStart + i + 1}`, values };
    rowStart = rowEnd;
  }
  if (rowStart === 0) throw new ScoreFileError('there is no row of scores: add some');
}

async function readable<T>(read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw new ScoreFileError(
      `this is no readable Parquet file (${reasonOf(error)}): write it anew`,
    );
  }
}
