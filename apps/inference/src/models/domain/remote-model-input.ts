import type { FieldViolation } from '@equipoise/kernel';
import { endpointFault } from './endpoint-url.js';

/** A model behind an OpenAI-compatible endpoint, as a user describes it. */
export interface RemoteModelInput {
  readonly name: string;
  /** Name of the base model where the endpoint serves a tuned one; empty for none. */
  readonly base: string;
  /** SHA-256 of the adapter that the endpoint serves; empty for none. */
  readonly adapterDigest: string;
  /** 1 to 512; 0 when unknown or no adapter. */
  readonly adapterRank: number;
  /** Of the weights that the endpoint serves, e.g. `bf16`; empty when unknown. */
  readonly precision: string;
  /** Name or digest; empty when unknown. */
  readonly chatTemplate: string;
  readonly endpoint: string;
  /** Empty: the same as `name`. */
  readonly remoteName: string;
  /** `env:NAME`; empty for none. */
  readonly apiKeyRef: string;
  /** 0 means 8192. */
  readonly contextTokens: number;
  readonly tokenProbabilities: boolean;
  readonly inputUsdPerMillion: number;
  readonly outputUsdPerMillion: number;
  /** 1 to 1024; 0 means 8. */
  readonly maxConcurrency: number;
  /** 1,000 to 3,600,000; 0 means 120,000. */
  readonly timeoutMs: number;
  readonly licence: string;
}

export const REMOTE_DEFAULTS = {
  contextTokens: 8_192,
  maxConcurrency: 8,
  timeoutMs: 120_000,
} as const;

const NAME = /^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,127}$/;
const LONGEST_LABEL = 128;
const DIGEST = /^[0-9a-f]{64}$/;
// Only names made for keys: otherwise DATABASE_URL could be sent to an endpoint of a user's choice.
const KEY_REF = /^env:[A-Z][A-Z0-9_]*(KEY|TOKEN)$/;

type Rule = (input: RemoteModelInput) => string | undefined;

const within =
  (
    field: 'adapterRank' | 'contextTokens' | 'maxConcurrency' | 'timeoutMs',
    low: number,
    high: number,
  ): Rule =>
  (input) => {
    const value = input[field];
    if (value === 0 || (Number.isInteger(value) && value >= low && value <= high)) return undefined;
    return `${value} is not a whole number from ${low} to ${high}`;
  };

const label =
  (field: 'precision' | 'chatTemplate'): Rule =>
  (input) =>
    input[field].length <= LONGEST_LABEL
      ? undefined
      : `has ${input[field].length} characters; give a name or digest of at most ${LONGEST_LABEL}`;

const price =
  (field: 'inputUsdPerMillion' | 'outputUsdPerMillion'): Rule =>
  (input) =>
    Number.isFinite(input[field]) && input[field] >= 0
      ? undefined
      : `${input[field]} is not a price: US dollars per million tokens, 0 or more`;

const RULES: readonly (readonly [path: string, rule: Rule])[] = [
  ['model.name', ({ name }) => modelNameFault(name)],
  ['model.endpoint', ({ endpoint }) => endpointFault(endpoint)],
  ['model.apiKeyRef', ({ apiKeyRef }) => keyRefFault(apiKeyRef)],
  [
    'model.adapterDigest',
    ({ adapterDigest }) => (adapterDigest === '' ? undefined : digestFault(adapterDigest)),
  ],
  ['model.adapterRank', within('adapterRank', 1, 512)],
  ['model.precision', label('precision')],
  ['model.chatTemplate', label('chatTemplate')],
  ['model.contextTokens', within('contextTokens', 16, 100_000_000)],
  ['model.maxConcurrency', within('maxConcurrency', 1, 1024)],
  ['model.timeoutMs', within('timeoutMs', 1_000, 3_600_000)],
  ['model.inputUsdPerMillion', price('inputUsdPerMillion')],
  ['model.outputUsdPerMillion', price('outputUsdPerMillion')],
];

/** Every field at fault; empty when the model can be registered. */
export function remoteModelViolations(input: RemoteModelInput): FieldViolation[] {
  return RULES.flatMap(([path, rule]) => {
    const message = rule(input);
    return message === undefined ? [] : [{ path, message }];
  });
}

export function modelNameFault(name: string): string | undefined {
  if (NAME.test(name)) return undefined;
  return `"${name}" is not a model name: 1 to 128 letters, digits or . _ : / @ + -, beginning with a letter or digit`;
}

export function digestFault(digest: string): string | undefined {
  return DIGEST.test(digest)
    ? undefined
    : `"${digest}" is not a SHA-256: 64 lower-case hexadecimal digits`;
}

export function rankFault(rank: number): string | undefined {
  if (Number.isInteger(rank) && rank >= 0 && rank <= 512) return undefined;
  return `${rank} is not a whole number from 1 to 512, nor 0 for unknown`;
}

// The value is not repeated: it may be the key itself, pasted by mistake.
function keyRefFault(ref: string): string | undefined {
  if (ref === '' || KEY_REF.test(ref)) return undefined;
  return (
    'must be env:NAME, where NAME is an environment variable of the inference service that ends in ' +
    'KEY or TOKEN and holds the key; the key itself is never stored'
  );
}
