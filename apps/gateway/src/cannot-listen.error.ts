import { DomainError, reasonOf } from '@equipoise/kernel';

/** The REST API cannot have the address that it was given. */
export class CannotListenError extends DomainError {
  readonly kind = 'unavailable';
  readonly code = 'GATEWAY.CANNOT_LISTEN';

  constructor(host: string, port: number, cause: unknown) {
    super(messageOf(host, port, cause), { cause });
  }
}

function messageOf(host: string, port: number, cause: unknown): string {
  const { code } = cause as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') {
    return `${host}:${port} is taken by another program: choose another port (--port, PORT), or 0 for a free one`;
  }
  if (code === 'EACCES') {
    return `this user may not listen on ${host}:${port}: choose a port above 1023 (--port, PORT)`;
  }
  return (
    `the REST API cannot listen on ${host}:${port} (${reasonOf(cause)}): ` +
    'choose an address of this machine (--host, HOST) and a port from 0 to 65535 (--port, PORT)'
  );
}
