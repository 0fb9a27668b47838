import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { dirname } from 'node:path';
import { ConsoleLogger } from '@nestjs/common';

/** JSON lines in a file, so that the terminal belongs to the person. */
export class FileLogger extends ConsoleLogger {
  private readonly stream: WriteStream;

  constructor(readonly file: string) {
    super({
      json: true,
      colors: false,
      prefix: 'equipoise',
      logLevels: ['log', 'warn', 'error', 'fatal'],
    });
    mkdirSync(dirname(file), { recursive: true });
    this.stream = createWriteStream(file, { flags: 'a' });
  }

  protected override printAsJson(
    message: unknown,
    options: Parameters<ConsoleLogger['getJsonLogObject']>[1],
  ): void {
    this.stream.write(`${JSON.stringify(this.getJsonLogObject(message, options))}\n`);
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => {
      this.stream.end(resolve);
    });
  }
}
