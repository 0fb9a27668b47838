import { contentKey } from '@equipoise/kernel';

/**
 * Fingerprint of a model behind an endpoint. An endpoint does not tell its weights, so address and
 * name stand for them: whoever changes what is served there must serve it under another name.
 */
export function remoteFingerprint(remote: {
  readonly endpoint: string;
  readonly remoteName: string;
  readonly adapterDigest: string | undefined;
}): string {
  const { endpoint, remoteName, adapterDigest } = remote;
  return contentKey({ endpoint, remoteName, adapterDigest });
}

/** Fingerprint of a local base model with an adapter. */
export function tunedFingerprint(baseFingerprint: string, adapterDigest: string): string {
  return contentKey({ base: baseFingerprint, adapterDigest });
}
