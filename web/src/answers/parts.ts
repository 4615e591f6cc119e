/** What can be taken out of an answer: its text, and its files. */
import { isObject, type JsonObject } from '@/lib/json';
import { typeOf } from '@/lib/media';

export interface Part {
  name: string;
  uri: string;
}

const endings: Record<string, string> = { 'image/png': 'png', 'audio/wav': 'wav', 'video/mp4': 'mp4', 'model/gltf-binary': 'glb' };

export function filesIn(value: unknown, path = ''): Part[] {
  if (typeof value === 'string')
    return /^data:[^,]{1,100};base64,/.test(value) ? [{ name: `${path}.${endings[typeOf(value)] ?? 'bin'}`, uri: value }] : [];
  if (Array.isArray(value)) return value.flatMap((item, index) => filesIn(item, `${path}-${index + 1}`));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([name, member]) => filesIn(member, [path, name.replace('_base64', '')].filter(Boolean).join('-')));
}

/** JSON with long base64 cut short, to be read. */
export const readable = (value: unknown): string =>
  JSON.stringify(value, (_, member: unknown) => (typeof member === 'string' && member.startsWith('data:') && member.length > 120 ? `${member.slice(0, 60)}… (${member.length} characters)` : member), 2);

/** What one wants to paste elsewhere. */
export function textIn(output: JsonObject): string | undefined {
  const text = output.text ?? output.answer;
  return typeof text === 'string' ? text : undefined;
}
