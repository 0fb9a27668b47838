/** An input of a vector is missing, or is not what its check needs. */
export class UnusableVectorError extends Error {
  override readonly name = 'UnusableVectorError';
}

/**
 * Reads the inputs of one vector. Every method takes the names by which an input may go and reads
 * the first that is there; it throws UnusableVectorError when none is, or when what is there has
 * another shape.
 */
export class VectorInputs {
  constructor(
    private readonly fields: Readonly<Record<string, unknown>>,
    /** Where the inputs stand in the file, for messages. */
    private readonly path: string,
  ) {}

  /** Names of all inputs, in the order of the file. */
  get names(): string[] {
    return Object.keys(this.fields);
  }

  has(...names: string[]): boolean {
    return names.some((name) => this.fields[name] !== undefined && this.fields[name] !== null);
  }

  isNumber(...names: string[]): boolean {
    return names.some((name) => isNumber(this.fields[name]));
  }

  number(...names: string[]): number {
    return this.read(names, 'a number', isNumber);
  }

  numberOr(fallback: number, ...names: string[]): number {
    return this.has(...names) ? this.number(...names) : fallback;
  }

  /** Shape [n]; booleans count as 0 and 1. */
  numbers(...names: string[]): number[] {
    return this.read(names, 'a list of numbers', isListOf(isCountable)).map(Number);
  }

  /** A list, or one number as a list of one; shape [n]. */
  numberOrNumbers(...names: string[]): number[] {
    const value = this.read(names, 'a number or a list of them', isNumberOrNumbers);
    return typeof value === 'number' ? [value] : [...value];
  }

  /** Shape [rows][columns], rows of any length. */
  matrix(...names: string[]): number[][] {
    return this.read(names, 'a list of lists of numbers', isListOf(isListOf(isCountable))).map(
      (row) => row.map(Number),
    );
  }

  /** Shape [rows][columns]; null in the file, for a missing value, is undefined here. */
  matrixWithGaps(...names: string[]): (number | undefined)[][] {
    const cells = isListOf(isListOf(isNumberOrNull));
    return this.read(names, 'a list of lists of numbers or null', cells).map((row) =>
      row.map((value) => value ?? undefined),
    );
  }

  text(...names: string[]): string {
    return this.read(names, 'a text', isText);
  }

  textOr(fallback: string, ...names: string[]): string {
    return this.has(...names) ? this.text(...names) : fallback;
  }

  texts(...names: string[]): string[] {
    return [...this.read(names, 'a list of texts', isListOf(isText))];
  }

  /** Names of clusters, shape [n]. */
  labels(...names: string[]): (string | number)[] {
    return [...this.read(names, 'a list of numbers or texts', isListOf(isLabel))];
  }

  /** A number for each key, e.g. a log-probability for each token. */
  numbersByKey(...names: string[]): Record<string, number> {
    return this.read(names, 'an object of numbers', isNumbersByKey);
  }

  /** The inputs inside an object. */
  within(...names: string[]): VectorInputs {
    const name = this.nameOf(names);
    return new VectorInputs(this.read([name], 'an object', isObject), `${this.path}.${name}`);
  }

  /** The inputs inside each object of a list. */
  each(...names: string[]): VectorInputs[] {
    const name = this.nameOf(names);
    const objects = this.read([name], 'a list of objects', isListOf(isObject));
    return objects.map((fields, i) => new VectorInputs(fields, `${this.path}.${name}[${i}]`));
  }

  private read<T>(names: string[], what: string, is: (value: unknown) => value is T): T {
    const name = this.nameOf(names);
    const value = this.fields[name];
    if (is(value)) return value;
    throw new UnusableVectorError(`${this.path}.${name} is not ${what}`);
  }

  private nameOf(names: string[]): string {
    const name = names.find((candidate) => this.has(candidate));
    if (name !== undefined) return name;
    throw new UnusableVectorError(
      `${this.path} has no ${names.join(' or ')}; it has ${this.names.join(', ')}`,
    );
  }
}

const isNumber = (value: unknown): value is number => typeof value === 'number';
const isText = (value: unknown): value is string => typeof value === 'string';
const isLabel = (value: unknown): value is string | number => isText(value) || isNumber(value);
const isCountable = (value: unknown): value is number | boolean =>
  isNumber(value) || typeof value === 'boolean';
const isNumberOrNull = (value: unknown): value is number | null =>
  isNumber(value) || value === null;
const isNumberOrNumbers = (value: unknown): value is number | readonly number[] =>
  isNumber(value) || isListOf(isNumber)(value);
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isNumbersByKey = (value: unknown): value is Record<string, number> =>
  isObject(value) && Object.values(value).every(isNumber);

function isListOf<T>(is: (item: unknown) => item is T) {
  return (value: unknown): value is readonly T[] => Array.isArray(value) && value.every(is);
}
