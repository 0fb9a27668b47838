/** How a user names a dataset version: the newest of a name, one of its versions, or a content hash. */
export type DatasetRef =
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'version'; readonly name: string; readonly version: number }
  | { readonly by: 'id'; readonly versionId: string };

const VERSION_ID = /^[0-9a-f]{64}$/;
const NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
const NUMBERED = /^(.+)@v([1-9][0-9]{0,8})$/;

/** Lower-case letters, digits and inner hyphens, at most 63: no name can be read as a version id. */
export function isDatasetName(name: string): boolean {
  return NAME.test(name);
}

/** Reads `name`, `name@v3` or a version id; what is none of these is taken for an unknown name. */
export function parseDatasetRef(ref: string): DatasetRef {
  if (VERSION_ID.test(ref)) return { by: 'id', versionId: ref };
  const [, name, version] = NUMBERED.exec(ref) ?? [];
  if (name !== undefined) return { by: 'version', name, version: Number(version) };
  return { by: 'name', name: ref };
}
