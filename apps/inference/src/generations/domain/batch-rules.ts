import { DomainError, type FieldViolation } from '@equipoise/kernel';
import type { BatchItem } from './generation.js';

export const MAX_ITEMS = 10_000;
const MAX_VIOLATIONS = 20;
const MAX_REPEATS = 100;
const MAX_STOPS = 4;
const ROLES: readonly string[] = ['system', 'user', 'assistant'];

export class InvalidBatchError extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'INFERENCE.INVALID_BATCH';

  constructor(override readonly violations: readonly FieldViolation[]) {
    super(violations.map(({ path, message }) => `${path}: ${message}`).join('; '));
  }
}

/** @throws InvalidBatchError naming the first fields at fault */
export function requireValidBatch(items: readonly BatchItem[]): void {
  const violations =
    items.length === 0 || items.length > MAX_ITEMS ? [sizeFault(items.length)] : [];
  const seen = new Set<string>();
  for (const [i, item] of items.entries()) {
    if (violations.length >= MAX_VIOLATIONS) break;
    violations.push(...itemViolations(item, `items[${i}]`));
    if (seen.has(item.itemId)) {
      violations.push({ path: `items[${i}].itemId`, message: `"${item.itemId}" occurs twice` });
    }
    seen.add(item.itemId);
  }
  if (violations.length > 0) throw new InvalidBatchError(violations.slice(0, MAX_VIOLATIONS));
}

function sizeFault(size: number): FieldViolation {
  return { path: 'items', message: `${size} items; a batch has 1 to ${MAX_ITEMS}` };
}

function itemViolations(item: BatchItem, at: string): FieldViolation[] {
  const { temperature, topP, maxTokens, stop } = item.decoding;
  const checks: [ok: boolean, path: string, message: string][] = [
    [item.messages.length > 0, 'messages', 'is empty; at least one message is needed'],
    [temperature >= 0, 'decoding.temperature', `${temperature} is below 0`],
    [topP > 0 && topP <= 1, 'decoding.topP', `${topP} is not in (0, 1]`],
    [maxTokens >= 1, 'decoding.maxTokens', `${maxTokens} is below 1`],
    [stop.length <= MAX_STOPS, 'decoding.stop', `${stop.length} strings; at most ${MAX_STOPS}`],
    [
      item.repeats >= 1 && item.repeats <= MAX_REPEATS,
      'repeats',
      `${item.repeats} is not from 1 to ${MAX_REPEATS}`,
    ],
  ];
  const role = item.messages.find((message) => !ROLES.includes(message.role))?.role;
  if (role !== undefined) {
    checks.push([false, 'messages', `role "${role}" is none of ${ROLES.join(', ')}`]);
  }
  return checks.flatMap(([ok, path, message]) => (ok ? [] : [{ path: `${at}.${path}`, message }]));
}
