/** Files in requests. In a draft, `{"$media": NAME}` stands for the base64 of a file that is kept beside it. */
import { isObject, type Json, type JsonObject } from './json';

export type Files = Record<string, Blob>;
export interface Media extends JsonObject {
  $media: string;
}
export type MediaKind = 'image' | 'audio' | 'video' | 'application';

export const isMedia = (value: unknown): value is Media => isObject(value) && typeof value.$media === 'string';

export function dataUri(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error ?? new Error('the file cannot be read'));
    reader.readAsDataURL(blob);
  });
}

/** The value with each file in its place, as the server takes it. */
export async function withFiles(value: Json | undefined, files: Files): Promise<Json | undefined> {
  if (isMedia(value)) {
    const file = files[value.$media];
    if (!file) throw new Error(`${value.$media}: choose this file first`);
    return dataUri(file);
  }
  if (Array.isArray(value)) return Promise.all(value.map(async (item) => (await withFiles(item, files)) ?? null));
  if (!isObject(value)) return value;
  const members = Object.entries(value).map(async ([name, member]) => [name, await withFiles(member, files)] as const);
  return Object.fromEntries(await Promise.all(members));
}

/** The names of the files that a value stands on. */
export function mediaNames(value: unknown): string[] {
  if (isMedia(value)) return [value.$media];
  if (Array.isArray(value)) return value.flatMap(mediaNames);
  return isObject(value) ? Object.values(value).flatMap(mediaNames) : [];
}

export const asDataUri = (text: string, type: string): string =>
  text.startsWith('data:') ? text : `data:${type};base64,${text}`;

/** The bytes of a data URI. */
export function bytesOf(uri: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(uri.slice(uri.indexOf(',') + 1)), (letter) => letter.charCodeAt(0));
}

export const typeOf = (uri: string): string => /^data:([^;,]+)/.exec(uri)?.[1] ?? 'application/octet-stream';
export const blobOf = (uri: string): Blob => new Blob([bytesOf(uri)], { type: typeOf(uri) });

/** A name that no file has yet: cat.jpg, cat-2.jpg, … */
export function freeName(name: string, files: Files): string {
  const dot = name.lastIndexOf('.');
  const [stem, ending] = dot > 0 ? [name.slice(0, dot), name.slice(dot)] : [name, ''];
  let free = name;
  for (let i = 2; free in files; i += 1) free = `${stem}-${i}${ending}`;
  return free;
}
