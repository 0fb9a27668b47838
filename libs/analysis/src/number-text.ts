/** U+2212, the minus that people read; a hyphen would break lines. */
const MINUS = '−';

/** A number with two decimals, `-0.004` as `0.00`. */
export function decimal(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? MINUS + text : text;
}

/** A difference with its sign, e.g. `+0.31`, `−0.31`, `0.00`. */
export function signed(value: number, digits = 2): string {
  const text = decimal(value, digits);
  return text.startsWith(MINUS) || Number(text) === 0 ? text : `+${text}`;
}

/** `0.012`, or `< 0.001`. */
export function probability(value: number): string {
  return value < 0.001 ? '< 0.001' : value.toFixed(3);
}

/** With the sign that a sentence needs: `p = 0.012`, `p < 0.001`. */
export function equalsProbability(value: number): string {
  return value < 0.001 ? '< 0.001' : `= ${value.toFixed(3)}`;
}

/**
 * A share as percent, e.g. `95 %`, `7.5 %`.
 *
 * @param ratio in [0, 1]
 */
export function percent(ratio: number): string {
  return `${Number((ratio * 100).toFixed(1))} %`;
}

/** A whole number, from 10,000 up with thin groups of thousands, e.g. `12 400`. */
export function whole(value: number): string {
  const digits = String(Math.round(value));
  return digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, '\u202f');
}

/** `2 h 5 min`, `3 min 20 s`, `12 s`. */
export function duration(seconds: number): string {
  const rounded = Math.round(seconds);
  const [hours, minutes] = [Math.floor(rounded / 3600), Math.floor((rounded % 3600) / 60)];
  if (hours > 0) return `${hours} h ${minutes} min`;
  return minutes > 0 ? `${minutes} min ${rounded % 60} s` : `${rounded} s`;
}

/** `1 question`, `40 questions`. */
export function counted(value: number, noun: string): string {
  return `${whole(value)} ${noun}${value === 1 ? '' : 's'}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1) ?? '';
  return items.length < 2 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}
