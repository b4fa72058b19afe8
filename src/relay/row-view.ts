import type { ObjectTypeClass } from './abstract-types.js';

/**
 * Makes a class whose accessors show a row an instance of an object type. type-graphql copies the own properties of any
 * other root that a field resolver takes, and accessors are none; TypeScript lets no accessor stand for a property.
 */
export function asObjectType<T extends object>(view: { readonly prototype: T }, type: ObjectTypeClass<T>): void {
  Object.setPrototypeOf(view.prototype, type.prototype as object);
}
