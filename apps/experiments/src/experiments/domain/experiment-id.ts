import { randomUUID } from 'node:crypto';

/** A UUID that no other experiment has. */
export function newExperimentId(): string {
  return randomUUID();
}
