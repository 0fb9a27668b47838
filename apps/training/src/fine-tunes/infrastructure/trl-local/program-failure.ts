import { type DomainError, saysDiskFull } from '@equipoise/kernel';
import {
  OutOfResourcesError,
  TrainerFailedError,
  TrainerRefusedError,
} from '../../domain/fine-tunes.errors.js';
import type { Exit } from './program.js';

/** Exit status of `train.py` for data or a configuration that cannot be used (sysexits: EX_DATAERR). */
const REFUSED = 65;
/** A shell's way to say that a program was killed. */
const KILLED = 137;

const MEMORY_FULL =
  /MemoryError|can't allocate memory|not enough memory|Cannot allocate memory|CUDA out of memory|OutOfMemoryError/i;

/** @param what the program, for a person, e.g. `the trainer` */
export function failureOf(what: string, exit: Exit): DomainError {
  const { code, signal, tail } = exit;
  const words = tail === '' ? '' : `:\n${tail}`;
  if (code === REFUSED) return new TrainerRefusedError(tail.split('\n').at(-1) ?? tail);
  if (saysDiskFull(tail)) return diskFull(what);
  if (MEMORY_FULL.test(tail) || wasKilled(exit)) {
    return new OutOfResourcesError(
      `${what} was killed or found no memory: stop other programs, train fewer topLayers, ` +
        `or lower TRAINER_MAX_DEVICE_BATCH${words}`,
    );
  }
  const how = signal ? `signal ${signal}` : `exit status ${code ?? 'none'}`;
  return new TrainerFailedError(`${what} ended with ${how}${words}`);
}

/** @param who met the full disk, for a person */
export function diskFull(who: string, cause?: unknown): OutOfResourcesError {
  const file = (cause as NodeJS.ErrnoException | undefined)?.path;
  const where = file === undefined ? '' : ` (writing ${file})`;
  return new OutOfResourcesError(
    `${who} found the disk full${where}: free some space, or point TRAINING_DIR and EQUIPOISE_CACHE elsewhere`,
    { cause },
  );
}

function wasKilled({ code, signal }: Exit): boolean {
  return signal === 'SIGKILL' || code === KILLED;
}

/** @throws DomainError unless the program ended well */
export function requireSuccess(what: string, exit: Exit): void {
  if (exit.code !== 0) throw failureOf(what, exit);
}
