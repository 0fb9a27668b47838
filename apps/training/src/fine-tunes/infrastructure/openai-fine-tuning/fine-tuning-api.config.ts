import { configFrom } from '@equipoise/platform';
import { z } from 'zod';

/** Names of variables that hold keys, as references to the keys of models have them. */
const KEY_REF = /^env:[A-Z][A-Z0-9_]*(KEY|TOKEN)$/;

/** Environment of the back end that trains at a provider. */
export class FineTuningApiConfig extends configFrom(
  z.object({
    /** Base URL of the API up to its version, e.g. `https://api.openai.com/v1`. */
    FINE_TUNING_API_URL: z
      .url({ protocol: /^https?$/ })
      .refine(isPlain, 'must have no user, password, query or fragment: it is shown and stored')
      .transform(normalised)
      .optional(),
    /** `env:NAME` of the variable that holds the API's key; the name ends in KEY or TOKEN. */
    FINE_TUNING_API_KEY_REF: z
      .string()
      .regex(KEY_REF, 'must be env:NAME, where NAME ends in KEY or TOKEN and holds the key')
      .optional(),
    /** Time between two looks at the provider's list of jobs, seconds. */
    FINE_TUNING_API_POLL_SECONDS: z.coerce.number().min(0.05).default(15),
    /** What the provider asks, US dollars; absent: no cost is told. */
    FINE_TUNING_API_USD_PER_MILLION_TRAINED_TOKENS: z.coerce.number().min(0).optional(),
  }),
) {}

/** Of what is no URL at all another rule tells. */
function isPlain(url: string): boolean {
  const { username, password, search, hash } = URL.parse(url) ?? {};
  return [username, password, search, hash].every((part) => !part);
}

/** One spelling for one API: it is part of the identity of what is trained there. */
function normalised(url: string): string {
  return (URL.parse(url)?.href ?? url).replace(/\/+$/, '');
}
