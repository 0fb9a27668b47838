declare const brand: unique symbol;
/** `Brand<string, 'CellId'>` is a string that no other id can be passed for. */
export type Brand<T, Name extends string> = T & { readonly [brand]: Name };
