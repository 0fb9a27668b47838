import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';

/** JSON lines in a file, so that the terminal belongs to the person. */
export class FileLogger extends ConsoleLogger {
  private readonly stream: WriteStream;

  /** @param tell hears once when the log cannot be written; the program goes on without it */
  constructor(
    readonly file: string,
    tell: (text: string) => void,
  ) {
    super({
      json: true,
      colors: false,
      prefix: 'equipoise',
      logLevels: ['log', 'warn', 'error', 'fatal'],
    });
    mkdirSync(dirname(file), { recursive: true });
    this.stream = createWriteStream(file, { flags: 'a' });
    this.stream.on('error', (error) => {
      tell(`the log ${file} cannot be written (${error.message}): it ends here, the work goes on`);
    });
  }

  protected override printAsJson(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): void {
    this.stream.write(`${JSON.stringify(this.getJsonLogObject(message, options))}\n`);
  }

  async close(): Promise<void> {
    if (this.stream.closed) return; // it ended when it could not be written
    await new Promise<void>((resolve) => {
      this.stream.once('close', resolve).end();
    });
  }
}
