import { DomainError } from '@equipoise/kernel';
import { program } from './program.js';
import { CliError, EXIT } from './exit-code.js';

const interrupted = new AbortController();
const interrupt = (): void => {
  if (interrupted.signal.aborted) process.exit(EXIT.interrupted); // a second Ctrl-C does not wait
  interrupted.abort();
  process.stderr.write('\nstopping (once more to stop at once)\n');
};
process.on('SIGINT', interrupt);
process.on('SIGTERM', interrupt);

try {
  process.exitCode = await program(process.argv, {
    env: process.env,
    stdout: process.stdout,
    stderr: process.stderr,
    signal: interrupted.signal,
  });
} catch (error) {
  const isExpected = error instanceof CliError || error instanceof DomainError;
  const text = isExpected ? (error as Error).message : ((error as Error).stack ?? String(error));
  process.stderr.write(`equipoise: ${text}\n`);
  process.exitCode = error instanceof CliError ? error.exitCode : EXIT.failed;
}
