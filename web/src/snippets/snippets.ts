/** The request of the form as a program that runs as it stands, with files from the disk. */
import { curl as curlCommand } from '../../../src/server/docs/curl.js';
import { isMedia } from '@/lib/media';
import { isObject, type Json } from '@/lib/json';

export interface Body {
  model_id: string;
  task: string;
  inputs: Json;
  options: Json;
}

const indented = (text: string, by: string): string => text.replaceAll('\n', `\n${by}`);

function literal(value: Json, write: { file: (name: string) => string; word: (value: boolean | null) => string }): string {
  if (isMedia(value)) return write.file(JSON.stringify(value.$media));
  if (typeof value === 'boolean' || value === null) return write.word(value);
  if (Array.isArray(value)) return `[${value.map((item) => literal(item, write)).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const members = Object.entries(value).filter((member): member is [string, Json] => member[1] !== undefined);
  if (members.length === 0) return '{}';
  return `{\n${members.map(([name, member]) => `  ${JSON.stringify(name)}: ${indented(literal(member, write), '  ')},`).join('\n')}\n}`;
}

const hasFiles = (body: Body): boolean => JSON.stringify(body).includes('"$media"');

export const curl = (body: Body, origin: string): string => curlCommand(body, origin);

export function javascript(body: Body, origin: string): string {
  const value = literal({ ...body }, { file: (name) => `await base64(${name})`, word: String });
  const files = "import { readFile } from 'node:fs/promises';\n\nconst base64 = async (name) => (await readFile(name)).toString('base64');\n\n";
  return `${hasFiles(body) ? files : ''}const body = ${value};
const response = await fetch('${origin}/api/inference', {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
console.log(JSON.stringify(await response.json(), null, 2));
`;
}

const python_words = new Map<boolean | null, string>([[true, 'True'], [false, 'False'], [null, 'None']]);

export function python(body: Body, origin: string): string {
  const value = literal({ ...body }, { file: (name) => `base64_of(${name})`, word: (word) => python_words.get(word) ?? 'None' });
  const files = 'import base64\n';
  const helper = `

def base64_of(name):
    with open(name, "rb") as file:
        return base64.b64encode(file.read()).decode()

`;
  return `${hasFiles(body) ? files : ''}import json
import urllib.request
${hasFiles(body) ? helper : ''}
body = ${value}
request = urllib.request.Request(
    "${origin}/api/inference",
    json.dumps(body).encode(),
    {"content-type": "application/json"},
)
with urllib.request.urlopen(request) as response:
    print(json.dumps(json.load(response), indent=2))
`;
}
