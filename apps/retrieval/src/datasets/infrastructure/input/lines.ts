/** One line of a text file, without its line break; `undefined` text when it is over the limit. */
export interface Line {
  /** 1-based. */
  readonly number: number;
  readonly bytes: Buffer | undefined;
}

const LINE_FEED = 0x0a;

/** Splits bytes into lines; memory holds one line of at most `maxBytes`. */
export async function* linesOf(
  chunks: AsyncIterable<Uint8Array>,
  maxBytes: number,
): AsyncGenerator<Line> {
  const open = new OpenLine(maxBytes);
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      open.add(chunk.subarray(start, end));
      yield open.close();
      start = end + 1;
    }
    open.add(chunk.subarray(start));
  }
  if (open.length > 0) yield open.close();
}

class OpenLine {
  length = 0;
  private number = 0;
  private parts: Uint8Array[] = [];

  constructor(private readonly maxBytes: number) {}

  add(part: Uint8Array): void {
    this.length += part.length;
    if (this.length > this.maxBytes) this.parts = [];
    else this.parts.push(part);
  }

  close(): Line {
    this.number += 1;
    const bytes = this.length > this.maxBytes ? undefined : Buffer.concat(this.parts);
    [this.parts, this.length] = [[], 0];
    return { number: this.number, bytes };
  }
}
