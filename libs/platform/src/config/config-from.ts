import type { z } from 'zod';

/** The environment is wrong. Names the variables and what is expected, never their values: those may be secrets. */
export class ConfigError extends Error {
  constructor(error: z.ZodError) {
    const faults = error.issues.map((issue) => `${issue.path.join('.')}: ${textOf(issue)}`);
    super(`invalid environment: ${faults.join('; ')}`);
    this.name = 'ConfigError';
  }
}

// Of a variable only its absence shows in the message; what it holds may be a secret.
function textOf({ code, message }: z.core.$ZodIssue): string {
  return code === 'invalid_type' && message.endsWith('received undefined')
    ? 'is required, and not set'
    : message;
}

/**
 * A class whose instances hold the parsed environment: one name serves as type, value and token.
 *
 * @throws ConfigError from the constructor, so that a misconfigured process dies before it listens
 */
export function configFrom<S extends z.ZodObject>(
  schema: S,
): new (env?: NodeJS.ProcessEnv) => Readonly<z.output<S>> {
  return class {
    constructor(env: NodeJS.ProcessEnv = process.env) {
      const parsed = schema.safeParse(env, { reportInput: false });
      if (!parsed.success) throw new ConfigError(parsed.error);
      Object.freeze(Object.assign(this, parsed.data));
    }
  } as never;
}
