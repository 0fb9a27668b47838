import { z } from 'zod';
import { InvalidCursorError } from '../../domain/fine-tunes.errors.js';

/** Where a page ended. */
export interface Position {
  readonly createdAt: Date;
  readonly id: string;
}

const positionSchema = z.tuple([z.iso.datetime(), z.string()]);

/** A text that says nothing to its bearer. */
export function toCursor({ createdAt, id }: Position): string {
  return Buffer.from(JSON.stringify([createdAt.toISOString(), id])).toString('base64url');
}

/** @throws InvalidCursorError */
export function fromCursor(cursor: string): Position {
  try {
    const text = Buffer.from(cursor, 'base64url').toString();
    const [createdAt, id] = positionSchema.parse(JSON.parse(text));
    return { createdAt: new Date(createdAt), id };
  } catch {
    throw new InvalidCursorError(cursor);
  }
}
