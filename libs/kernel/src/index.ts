export { type Brand } from './brand.js';
export { canonicalJson } from './canonical-json.js';
export { chunksOf } from './chunks-of.js';
export { Clock } from './clock.js';
export { contentId, contentKey, sha256 } from './content-key.js';
export { isDiskFull, saysDiskFull } from './disk-full.js';
export { DomainError, type ErrorKind, type FieldViolation, reasonOf } from './domain-error.js';
export { seededRandom, seededShuffle } from './seeded-random.js';
