import { ApiKeys } from '../application/ports.js';

/** Keys that stand in environment variables, referred to as `env:NAME`. */
export class EnvironmentApiKeys extends ApiKeys {
  constructor(private readonly env: NodeJS.ProcessEnv) {
    super();
  }

  override find(ref: string): string | undefined {
    return this.env[ref.replace(/^env:/, '')];
  }
}
