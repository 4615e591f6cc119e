/** Lists and objects with one place changed. */
export const replaced = <T>(list: readonly T[], index: number, value: T): T[] =>
  list.map((item, i) => (i === index ? value : item));
export const removed = <T>(list: readonly T[], index: number): T[] => list.filter((_, i) => i !== index);
export const toggled = <T>(list: readonly T[], value: T): T[] =>
  list.includes(value) ? list.filter((item) => item !== value) : [...list, value];

export function without<T extends object>(object: T, name: string): T {
  const copy = { ...object };
  Reflect.deleteProperty(copy, name);
  return copy;
}
