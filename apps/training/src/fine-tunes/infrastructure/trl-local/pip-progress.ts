/** Bytes that pip downloads where torch brings CUDA along (Linux), and elsewhere. */
const EXPECTED_GB = process.platform === 'linux' ? 3 : 0.4;

const DOWNLOADING = /^\s*Downloading (?:.*\/)?([A-Za-z0-9_.]+?)-\d/;
const PROGRESS = /^\s*Progress (\d+) of (\d+)/;
const INSTALLING = /^Installing collected packages/;

/** Turns pip's output (`--progress-bar raw`) into sentences for a person. */
export class PipProgress {
  private doneBytes = 0;
  private currentBytes = 0;
  private current = '';

  /** @returns what pip is doing, when the line says something about it */
  read(line: string): string | undefined {
    const started = DOWNLOADING.exec(line)?.[1];
    if (started) {
      this.doneBytes += this.currentBytes;
      this.currentBytes = 0;
      this.current = started;
      return undefined;
    }
    const bytes = PROGRESS.exec(line)?.[1];
    if (bytes) {
      this.currentBytes = Number(bytes);
      return this.sentence();
    }
    return INSTALLING.test(line) ? 'installing PyTorch: unpacking the packages' : undefined;
  }

  private sentence(): string {
    const gigabytes = ((this.doneBytes + this.currentBytes) / 1e9).toFixed(1);
    return `installing PyTorch, once: ${gigabytes} of about ${EXPECTED_GB.toFixed(1)} GB (${this.current})`;
  }
}
