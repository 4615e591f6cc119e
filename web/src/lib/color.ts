/** A colour of its own for each of many things, told apart in light and dark: hues by the golden angle. */
export const hueOf = (index: number): number => Math.round((index * 137.508 + 210) % 360);
export const colorOf = (index: number): string => `hsl(${hueOf(index)} 70% 50%)`;

/** The same text always gets the same colour. */
export function indexOfText(text: string): number {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 997;
  return hash;
}
