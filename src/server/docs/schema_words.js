// JSON Schemas of the contracts in words.

const range = (schema) => {
  const { minimum, maximum, exclusiveMinimum: above, exclusiveMaximum: below, multipleOf } = schema;
  const bounds =
    minimum !== undefined && maximum !== undefined
      ? [`${minimum} to ${maximum}`]
      : [
          minimum !== undefined ? `≥ ${minimum}` : '',
          above !== undefined ? `> ${above}` : '',
          maximum !== undefined ? `≤ ${maximum}` : '',
          below !== undefined ? `< ${below}` : '',
        ];
  if (multipleOf !== undefined) bounds.push(`a multiple of ${multipleOf}`);
  return bounds.filter(Boolean).join(', ');
};

// `integer, ≥ 1`, `list of string`, `"a" or "b"`
export function words(schema) {
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(' or ');
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices && !schema.properties) return choices.map(words).join(' or ');
  if (Array.isArray(schema.type)) return schema.type.join(' or ');
  if (schema.type === 'array') return schema.items ? `list of ${words(schema.items)}` : 'list';
  if (schema.type === 'object' && schema.properties) return `{${Object.keys(schema.properties).join(', ')}}`;
  return [schema.type ?? 'anything', range(schema)].filter(Boolean).join(', ');
}

export function defaultOf(schema) {
  return 'default' in schema ? JSON.stringify(schema.default) : (schema['x-default'] ?? '');
}

// `text`, or `text, or messages` where one of several groups of names is needed
export function requiredNames(schema) {
  const always = schema.required ?? [];
  const groups = (schema.oneOf ?? schema.anyOf ?? []).map((group) => group.required.join(' and '));
  return [...always, ...(groups.length > 0 ? [groups.join(', or ')] : [])];
}
