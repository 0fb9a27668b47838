import { reasonOf } from '@equipoise/kernel';
import { JSONParser } from '@streamparser/json';
import type { SourceFile } from '../../application/dataset-format.js';
import { UnreadableFileError } from '../../domain/datasets.errors.js';
import type { Place } from '../../domain/import-issue.js';
import type { RowLimits } from './row-limits.js';

const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];

/** A member of a large JSON file. */
export interface JsonRecord {
  readonly place: Place;
  /** Its key in an object, its index in a list. */
  readonly key: string | number;
  readonly value: unknown;
}

/**
 * The records of one JSON document, one at a time: memory holds a single record, not the file.
 *
 * @param path where the records stand, e.g. `$.questions.*`
 * @throws UnreadableFileError when the file is no JSON, is cut off, or a record is over the limit
 */
export async function* jsonRecords(
  file: SourceFile,
  path: string,
  { maxRowBytes }: RowLimits,
): AsyncGenerator<JsonRecord> {
  const records = new RecordParser(file.name, path);
  let bytesSinceRecord = 0;
  for await (const chunk of file.bytes()) {
    const found = records.parse(chunk);
    bytesSinceRecord = found.length > 0 ? 0 : bytesSinceRecord + chunk.length;
    if (bytesSinceRecord > maxRowBytes) {
      throw records.fault(`exceeds ${maxRowBytes} bytes: raise IMPORT_MAX_ROW_BYTES if it should`);
    }
    yield* found;
  }
  records.end();
}

class RecordParser {
  private readonly parser: JSONParser;
  private readonly found: JsonRecord[] = [];
  private count = 0;
  private isFirst = true;

  constructor(
    private readonly file: string,
    path: string,
  ) {
    this.parser = new JSONParser({ paths: [path], keepStack: false });
    this.parser.onValue = ({ key, value }) => {
      this.count += 1;
      this.found.push({ place: { file, line: this.count }, key: key ?? '', value });
    };
    this.parser.onError = (error) => {
      throw this.fault(`is no JSON (${reasonOf(error)}): correct the file`);
    };
  }

  parse(chunk: Uint8Array): JsonRecord[] {
    this.parser.write(this.isFirst ? withoutByteOrderMark(chunk) : chunk);
    this.isFirst = false;
    return this.found.splice(0);
  }

  end(): void {
    if (!this.parser.isEnded) {
      throw this.fault('is cut off: the file ends in the middle; send the whole file');
    }
  }

  /** What is wrong with the record being read. */
  fault(what: string): UnreadableFileError {
    return new UnreadableFileError(this.file, `record ${this.count + 1} ${what}`);
  }
}

function withoutByteOrderMark(chunk: Uint8Array): Uint8Array {
  return BYTE_ORDER_MARK.every((byte, at) => chunk[at] === byte) ? chunk.subarray(3) : chunk;
}
