import { z } from 'zod';
import { ConfigError, configFrom } from './config-from.js';

class ExampleConfig extends configFrom(
  z.object({ DATABASE_URL: z.url(), POOL: z.coerce.number().int().min(2).default(8) }),
) {}

describe(configFrom.name, () => {
  it('parses the environment, fills in defaults and freezes the result', () => {
    const config = new ExampleConfig({ DATABASE_URL: 'postgres://localhost/x', POOL: '4' });
    expect(config).toMatchObject({ DATABASE_URL: 'postgres://localhost/x', POOL: 4 });
    expect(new ExampleConfig({ DATABASE_URL: 'postgres://localhost/x' }).POOL).toBe(8);
    expect(Object.isFrozen(config)).toBe(true);
  });

  it('names every bad variable and never its value, which may be a secret', () => {
    const read = (): unknown => new ExampleConfig({ DATABASE_URL: 'hunter2', POOL: '1' });
    expect(read).toThrow(ConfigError);
    expect(read).toThrow(/DATABASE_URL.*POOL/);
    expect(read).not.toThrow(/hunter2/);
  });
});
