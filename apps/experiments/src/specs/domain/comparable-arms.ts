import type { GuardFinding, ServedModel } from '@equipoise/contracts';
import { armsOf } from './arms.js';
import type { ExperimentSpec } from './experiment-spec.js';
import type { ModelFacts, SpecFacts } from './facts.js';

/** A tuned arm and its base, as they are served. */
export interface ServedArms {
  /** Label of the tuned arm. */
  readonly arm: string;
  readonly base: ServedModel;
  readonly tuned: ServedModel;
  /** That the spec asks the adapter to have; undefined when it asks for none. */
  readonly wantedRank: number | undefined;
}

/** Digits of a fingerprint that a person compares. */
const SHOWN_DIGITS = 12;

/**
 * Whether base and tuned model differ in nothing but the treatment: base, precision, chat template and
 * rank. Two values that differ are an error, a value that is not known is said.
 *
 * @returns one finding for the arm, or none
 */
export function comparableArms(arms: ServedArms): GuardFinding | undefined {
  const about = { guard: 'arms-comparable', subject: arms.arm } as const;
  const differences = differencesOf(arms);
  if (differences.length > 0) {
    return {
      ...about,
      severity: 'error',
      message: `base and tuned model cannot be compared: ${differences.join('; ')}`,
      remedy:
        'serve both with one base, precision and chat template, or correct how they are registered',
    };
  }
  const unknown = unknownIn(arms);
  if (unknown.length === 0) return undefined;
  const { base, tuned } = arms;
  const apart = base.endpoint !== tuned.endpoint;
  return {
    ...about,
    severity: apart ? 'warning' : 'info',
    message: `whether base and tuned model agree is not known for ${unknown.join(', ')}${
      apart ? `, and they are served from two places (${placeOf(base)}, ${placeOf(tuned)})` : ''
    }`,
    remedy:
      'say it when they are registered: equipoise models add --base --precision --chat-template --adapter-digest',
  };
}

/** The same for the arms that exist before anything is trained; errors only, the rest may yet be seen. */
export function comparableFindings(spec: ExperimentSpec, { models }: SpecFacts): GuardFinding[] {
  return armsOf(spec).flatMap(({ label, base, treatment, source }) => {
    if (treatment === undefined || !('model' in source)) return [];
    const [ofBase, ofTuned] = [models.get(base), models.get(source.model)];
    if (!ofBase || !ofTuned) return [];
    const arms = {
      arm: label,
      base: asServed(ofBase),
      tuned: asServed(ofTuned),
      wantedRank: undefined,
    };
    const found = comparableArms(arms);
    return found?.severity === 'error' ? [found] : [];
  });
}

function differencesOf({ base, tuned, wantedRank }: ServedArms): string[] {
  const differences: string[] = [];
  const compare = (what: string, ofBase: string, ofTuned: string): void => {
    if (ofBase === '' || ofTuned === '' || ofBase.toLowerCase() === ofTuned.toLowerCase()) return;
    differences.push(`${what} is ${ofBase} for ${base.name} and ${ofTuned} for ${tuned.name}`);
  };
  if (base.fingerprint !== '' && base.fingerprint === tuned.fingerprint) {
    const one = short(base.fingerprint);
    differences.push(`${base.name} and ${tuned.name} are one model (fingerprint ${one})`);
  }
  if (tuned.baseName !== '' && tuned.baseName !== base.name) {
    differences.push(`${tuned.name} was tuned from ${tuned.baseName}, not from ${base.name}`);
  }
  if (tuned.baseFingerprint !== '' && tuned.baseFingerprint !== base.fingerprint) {
    const [of, and] = [short(base.fingerprint), short(tuned.baseFingerprint)];
    differences.push(`the base that answers is ${of}, the base of ${tuned.name} is ${and}`);
  }
  compare('precision', base.precision, tuned.precision);
  compare('chat template', base.chatTemplate, tuned.chatTemplate);
  if (wantedRank !== undefined && tuned.adapterRank > 0 && tuned.adapterRank !== wantedRank) {
    differences.push(
      `the spec asks for rank ${wantedRank}, ${tuned.name} has ${tuned.adapterRank}`,
    );
  }
  return differences;
}

function unknownIn({ base, tuned }: ServedArms): string[] {
  const unknown: [what: string, isUnknown: boolean][] = [
    ['the base', tuned.baseName === ''],
    ['precision', base.precision === '' || tuned.precision === ''],
    ['chat template', base.chatTemplate === '' || tuned.chatTemplate === ''],
    ['the adapter file', tuned.adapterDigest === ''],
  ];
  return unknown.flatMap(([what, isUnknown]) => (isUnknown ? [what] : []));
}

const placeOf = ({ endpoint }: ServedModel): string =>
  endpoint === '' ? 'this machine' : endpoint;

const short = (fingerprint: string): string => fingerprint.slice(0, SHOWN_DIGITS);

function asServed(model: ModelFacts): ServedModel {
  const { name, endpoint, fingerprint, precision, chatTemplate, adapterDigest, adapterRank } =
    model;
  return {
    ...{ name, endpoint, fingerprint, precision, chatTemplate, adapterDigest, adapterRank },
    provider: model.isLocal ? 'local' : 'openai',
    baseName: model.base,
    baseFingerprint: '',
  };
}
