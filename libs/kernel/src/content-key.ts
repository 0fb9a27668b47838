import { createHash } from 'node:crypto';
import { canonicalJson } from './canonical-json.js';

/** SHA-256 of a text or of bytes, 64 hexadecimal digits. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** The name of a thing by its content: SHA-256 of its canonical JSON, 64 hexadecimal digits. */
export function contentKey(value: unknown): string {
  return sha256(canonicalJson(value));
}

/**
 * A UUID (version 8 layout) from a content key, for rows whose identity is their content.
 * Equal values give equal ids, so writing them twice is harmless.
 */
export function contentId(value: unknown): string {
  const hex = contentKey(value);
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
