import { isObject, type Json } from './json';

const blank = [['', ''], ['', '']];

/** Rows of which the first is the header, from a list of rows, a list of objects or an object of columns. */
export function rowsOf(value: Json | undefined): string[][] {
  if (Array.isArray(value) && value.length > 0) {
    if (Array.isArray(value[0])) return value.map((row) => (Array.isArray(row) ? row.map(text) : []));
    const objects = value.filter(isObject);
    const names = [...new Set(objects.flatMap(Object.keys))];
    return [names, ...objects.map((row) => names.map((name) => text(row[name])))];
  }
  if (!isObject(value)) return blank;
  const columns = Object.entries(value).map(([name, cells]) => [name, ...(Array.isArray(cells) ? cells.map(text) : [])]);
  return (columns[0] ?? []).map((_, row) => columns.map((column) => column[row] ?? ''));
}

const text = (cell: Json | undefined): string => (typeof cell === 'string' ? cell : cell === undefined || cell === null ? '' : JSON.stringify(cell));
