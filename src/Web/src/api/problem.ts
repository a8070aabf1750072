/** An answer that is no success: RFC 9457 as the store writes it, or what became of a request that had no answer. */
export class Problem extends Error {
  readonly status: number;
  /** Stable; `offline` where the store could not be reached. */
  readonly code: string;
  readonly detail: string;
  /** What is wrong with which field of the input. */
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly traceId: string | undefined;
  /** The whole answer; some codes say more, such as the order that was not paid. */
  readonly body: Readonly<Record<string, unknown>>;
  /** Seconds after which to ask again. */
  readonly retryAfter: number | undefined;

  constructor(status: number, body: Record<string, unknown>, retryAfter?: number) {
    const code = typeof body['code'] === 'string' ? body['code'] : 'unexpected';
    const detail = typeof body['detail'] === 'string' ? body['detail'] : '';
    super(detail || code);
    this.name = 'Problem';
    this.status = status;
    this.code = code;
    this.detail = detail;
    this.errors = isErrors(body['errors']) ? body['errors'] : {};
    this.traceId = typeof body['traceId'] === 'string' ? body['traceId'] : undefined;
    this.body = body;
    this.retryAfter = retryAfter;
  }

  static offline(): Problem {
    return new Problem(0, { code: 'offline' });
  }

  /** The problem in an answer; one of its own making where a proxy answered in between. */
  static of(response: Response, body: unknown): Problem {
    const after = Number(response.headers.get('Retry-After'));
    const known = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : { code: 'unexpected', detail: response.statusText };
    return new Problem(response.status, known, after > 0 ? after : undefined);
  }
}

/** Whether something thrown is a problem with one of these codes. */
export function isProblem(error: unknown, ...codes: string[]): error is Problem {
  return error instanceof Problem && (codes.length === 0 || codes.includes(error.code));
}

/** Whether a problem leaves open what became of a command: sent again under the same key, it is done once. */
export function isUndecided(problem: Problem): boolean {
  return problem.status === 0 || problem.status >= 500 || problem.status === 408 || problem.status === 429 || problem.retryAfter !== undefined || problem.code === 'requestInProgress';
}

function isErrors(value: unknown): value is Record<string, string[]> {
  return typeof value === 'object' && value !== null && Object.values(value).every(Array.isArray);
}
