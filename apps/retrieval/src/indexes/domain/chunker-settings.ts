import { InvalidChunkingError } from './indexes.errors.js';

/** Changed whenever the same settings would give other chunks, or other search texts of them. */
export const CHUNKER_VERSION = 1;

const LEAST_CHUNK_TOKENS = 8;

/** How documents are cut into chunks. */
export interface ChunkerSettings {
  /** Most tokens of a chunk's text, its overlap included and the title not; >= 8. */
  readonly chunkTokens: number;
  /** Most tokens that a chunk repeats from the one before it; at most half of `chunkTokens`. */
  readonly overlapTokens: number;
}

/** What stands in for an index's settings where passages are read without an index. */
export const DEFAULT_CHUNKER_SETTINGS: ChunkerSettings = { chunkTokens: 256, overlapTokens: 0 };

/** @throws InvalidChunkingError when a number is out of range */
export function checkChunkerSettings({ chunkTokens, overlapTokens }: ChunkerSettings): void {
  const violations = [];
  if (!Number.isInteger(chunkTokens) || chunkTokens < LEAST_CHUNK_TOKENS) {
    violations.push({
      path: 'chunkTokens',
      message: `is ${chunkTokens}; give a whole number >= ${LEAST_CHUNK_TOKENS}`,
    });
  }
  const most = Math.floor(chunkTokens / 2);
  if (!Number.isInteger(overlapTokens) || overlapTokens < 0 || overlapTokens > most) {
    violations.push({
      path: 'overlapTokens',
      message: `is ${overlapTokens}; give a whole number from 0 to ${most}, half of chunkTokens`,
    });
  }
  if (violations.length > 0) throw new InvalidChunkingError(violations);
}
