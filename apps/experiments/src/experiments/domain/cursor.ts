import { InvalidCursorError, InvalidLimitError } from './experiments.errors.js';

const DEFAULT_SIZE = 50;
const LARGEST_SIZE = 200;

/**
 * @param limit 1 to 200; 0 means 50
 * @throws InvalidLimitError
 */
export function pageSize(limit: number): number {
  if (limit < 0 || limit > LARGEST_SIZE) throw new InvalidLimitError(limit);
  return limit === 0 ? DEFAULT_SIZE : limit;
}

/** What one part of a place may be. */
const IS = {
  number: (part) => typeof part === 'number',
  text: (part) => typeof part === 'string',
  uuid: (part) => typeof part === 'string' && UUID.test(part),
  date: (part) => typeof part === 'string' && !Number.isNaN(Date.parse(part)),
} as const satisfies Record<string, (part: unknown) => boolean>;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Kinds = readonly (keyof typeof IS)[];
type Place<K extends Kinds> = { [I in keyof K]: K[I] extends 'number' ? number : string };

/** The place after which the next page begins, as text that callers only hand back. */
export function encodeCursor(place: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/**
 * @param kinds what the place holds, in order
 * @returns undefined for the empty cursor: the beginning
 * @throws InvalidCursorError for anything that `encodeCursor` did not give
 */
export function decodeCursor<const K extends Kinds>(
  cursor: string,
  kinds: K,
): Place<K> | undefined {
  if (cursor === '') return undefined;
  const place = partsOf(cursor);
  if (place.length !== kinds.length || !kinds.every((kind, i) => IS[kind](place[i]))) {
    throw new InvalidCursorError(cursor);
  }
  return place as Place<K>;
}

function partsOf(cursor: string): unknown[] {
  try {
    const parts: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString());
    return Array.isArray(parts) ? parts : [];
  } catch {
    return []; // refused like any other cursor of a wrong shape
  }
}
