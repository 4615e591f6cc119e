// Requests as shell commands that run as they stand.

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
const is_media = (value) => value !== null && typeof value === 'object' && '$media' in value;

// A mark that JSON.stringify leaves alone and no example contains.
const mark = (file) => `@@${file}@@`;

// The body as a command that prints it; {"$media": FILE} becomes the base64 of the file.
function printed(request) {
  const text = JSON.stringify(request, (_, value) => (is_media(value) ? mark(value.$media) : value));
  const pieces = text.split(/@@(.+?)@@/);
  const commands = pieces.map((piece, i) =>
    i % 2 === 0 ? `printf %s ${quoted(piece)}` : `base64 < ${quoted(piece)} | tr -d '\\n'`,
  );
  return `{ ${commands.join('; ')}; }`;
}

export function curl(request, origin) {
  const target = `${origin}/api/inference -H 'content-type: application/json'`;
  const text = JSON.stringify(request);
  if (!text.includes('"$media"')) return `curl -sS ${target} -d ${quoted(text)}`;
  return `${printed(request)} |\n  curl -sS ${target} --data-binary @-`;
}
