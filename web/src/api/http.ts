/** One way to call the server. Whatever fails is an ApiError. */
import { ApiError, failure, toApiError } from './error';
import type { Error as ErrorBody } from './generated/contracts';

export interface Call {
  method?: 'GET' | 'POST' | 'DELETE' | 'PUT';
  body?: unknown;
  signal?: AbortSignal;
  accept?: string;
  headers?: Record<string, string>;
}

async function refused(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    return failure((JSON.parse(text) as ErrorBody).error, response.status);
  } catch {
    return new ApiError('answer_invalid', `${response.status} ${response.statusText}: ${text.slice(0, 200)}`, null, response.status);
  }
}

/** The answer, once its head says that the call went well. */
export async function call(path: string, { method = 'GET', body, signal, accept = 'application/json', headers }: Call = {}): Promise<Response> {
  try {
    const response = await fetch(path, {
      method,
      headers: { accept, ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      body: body === undefined ? undefined : JSON.stringify(body),
      signal,
    });
    if (!response.ok) throw await refused(response);
    return response;
  } catch (thrown) {
    throw toApiError(thrown);
  }
}

export async function json<T>(path: string, options?: Call): Promise<T> {
  const response = await call(path, options);
  try {
    return (await response.json()) as T;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) throw new ApiError('answer_invalid', `${path}: ${thrown.message}`, null, response.status);
    throw toApiError(thrown);
  }
}

/** `?a=1&b=2` of what is set. */
export function query(values: Record<string, string | number | boolean | undefined>): string {
  const set = Object.entries(values).filter(([, value]) => value !== undefined && value !== '');
  const text = new URLSearchParams(set.map(([name, value]) => [name, String(value)])).toString();
  return text && `?${text}`;
}

/** A model id in a path: its slash stays. */
export const idPath = (id: string): string => id.split('/').map(encodeURIComponent).join('/');
