import * as events from './index.js';
import type { EventDefinition } from './define-event.js';

const isDefinition = (value: unknown): value is EventDefinition =>
  typeof value === 'object' && value !== null && 'topic' in value;

/** Every event of the platform. */
export function allEvents(): readonly EventDefinition[] {
  return (Object.values(events) as unknown[]).filter(isDefinition);
}
