import { context, propagation } from '@opentelemetry/api';

/** The W3C trace context of the work under way; undefined where nothing is traced. */
export function traceparent(): string | undefined {
  const carrier: { traceparent?: string } = {};
  propagation.inject(context.active(), carrier);
  return carrier.traceparent;
}
