/** Edits beyond which two names are not alike. */
const MAX_EDITS = 3;

/** The names most like `wanted` (few edits, or one holds the other), nearest first, at most `limit`. */
export function closeNames(wanted: string, names: readonly string[], limit = 3): string[] {
  const target = wanted.toLowerCase();
  return names
    .map((name) => ({ name, distance: distanceBetween(target, name) }))
    .filter(({ distance }) => distance <= MAX_EDITS)
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

function distanceBetween(wanted: string, name: string): number {
  const edits = editDistance(wanted, name);
  const holds = wanted !== '' && (name.includes(wanted) || wanted.includes(name));
  return holds ? Math.min(edits, MAX_EDITS) : edits;
}

/** @source Levenshtein 1966, by rows (Wagner and Fischer 1974) */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= b.length; column += 1) {
      const replaced = (above[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
      current.push(Math.min(replaced, (above[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    above = current;
  }
  return above[b.length] ?? 0;
}
