import { remedies, type ErrorCode, type Failure } from './generated/contracts';

/** What went wrong on the way, besides what the server says. */
type LocalCode = 'network_failed' | 'stream_broken' | 'answer_invalid' | 'stopped';

const hints: Record<LocalCode, string> = {
  network_failed: 'See whether the server runs, then try again.',
  stream_broken: 'The server ended in the middle of its answer. See whether it runs, then try again.',
  answer_invalid: 'Something between this page and the server answered in its place.',
  stopped: 'Run it again for the whole answer.',
};

/** Every failure of a call, whoever noticed it: the server, the network, or the end of a stream. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  constructor(
    readonly code: ErrorCode | LocalCode,
    message: string,
    readonly details: Record<string, unknown> | null = null,
    readonly status?: number,
  ) {
    super(message);
  }

  /** What to do about it. */
  get hint(): string {
    return this.code in hints ? hints[this.code as LocalCode] : ((remedies as Partial<Record<string, string>>)[this.code] ?? '');
  }
}

export const failure = ({ code, message, details }: Failure, status?: number): ApiError =>
  new ApiError(code as ErrorCode, message, details, status);

/** What was thrown, as an ApiError: an abort is `stopped`, anything else the network's. */
export function toApiError(thrown: unknown): ApiError {
  if (thrown instanceof ApiError) return thrown;
  const message = thrown instanceof Error ? thrown.message : String(thrown);
  if (thrown instanceof DOMException && thrown.name === 'AbortError') return new ApiError('stopped', 'It was stopped.');
  return new ApiError('network_failed', `The server cannot be reached: ${message}`);
}
