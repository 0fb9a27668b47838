import { DomainError, reasonOf } from '@equipoise/kernel';
import { ApiException } from '@kubernetes/client-node';

/** The API server cannot be reached, or cannot answer now. */
export class ClusterUnreachableError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'TRAINING.CLUSTER_UNREACHABLE';
}

/** Somebody changed the object at the same moment; the next try sees what it is now. */
export class ClusterConflictError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'TRAINING.CLUSTER_CONFLICT';
}

/** A quota of the namespace leaves no room for another Job. */
export class ClusterQuotaError extends DomainError {
  readonly kind = 'exhausted';
  readonly code = 'TRAINING.CLUSTER_QUOTA';
}

/** The cluster refuses what the service asks for; trying again changes nothing. */
export class ClusterRefusedError extends DomainError {
  readonly kind = 'precondition';
  readonly code = 'TRAINING.CLUSTER_REFUSED';
}

/** HTTP status of a failed call; undefined where there was no answer. */
export function statusOf(error: unknown): number | undefined {
  return error instanceof ApiException ? error.code : undefined;
}

/** @param what was asked for, e.g. `create Job ft-0a1b` */
export function clusterError(error: unknown, what: string): DomainError {
  if (error instanceof DomainError) return error;
  const status = statusOf(error);
  if (status === undefined) {
    return new ClusterUnreachableError(
      `the Kubernetes API server cannot be reached (${what}): ${causeOf(error)}`,
    );
  }
  const said = `${what}: ${messageOf(error)}`;
  if (status === 403 && said.includes('exceeded quota')) return new ClusterQuotaError(said);
  if (status === 403 || status === 401) {
    return new ClusterRefusedError(`${said}. Grant the service account the Role of k8s/`);
  }
  if (status === 409) return new ClusterConflictError(said);
  if (status === 429 || status >= 500) return new ClusterUnreachableError(said);
  return new ClusterRefusedError(said);
}

function messageOf(error: unknown): string {
  const { body, code } = error as ApiException<unknown>;
  try {
    const status: unknown = typeof body === 'string' ? JSON.parse(body) : body;
    const { message } = status as { message?: unknown };
    if (typeof message === 'string') return message;
  } catch {
    // no JSON: a proxy's page, perhaps
  }
  return `HTTP ${code}`;
}

/** What fetch says of itself is only "fetch failed". */
function causeOf(error: unknown): string {
  const cause = error instanceof Error ? error.cause : undefined;
  return cause === undefined ? reasonOf(error) : reasonOf(cause);
}
