/** Sets of names that are merged as links between names become known (union-find). */
export class DisjointSets {
  private readonly parent = new Map<string, string>();

  /** The set of a name, by one of its members; a new name is a set of its own. */
  find(name: string): string {
    let at = name;
    for (;;) {
      const parent = this.parent.get(at);
      if (parent === undefined) {
        this.parent.set(at, at);
        return at;
      }
      if (parent === at) return at;
      const grandparent = this.parent.get(parent) ?? parent;
      this.parent.set(at, grandparent); // halves the path, so that later look-ups are short
      at = grandparent;
    }
  }

  /** Merges the sets of two names. */
  union(a: string, b: string): void {
    const [rootA, rootB] = [this.find(a), this.find(b)];
    // The smaller name leads: the sets do not depend on the order of the links.
    if (rootA < rootB) this.parent.set(rootB, rootA);
    else this.parent.set(rootA, rootB);
  }
}
