/** A step of the demo that did not come out as it must. The message is for the person at the terminal. */
export class PlayError extends Error {}

interface Answer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[];
}

interface Outcome {
  readonly __typename: string;
  readonly message?: string;
  readonly fieldErrors?: readonly { readonly field: string; readonly message: string }[];
}

/** Speaks GraphQL over HTTP with a running gateway, as any frontend would. */
export class PlayClient {
  #token: string | null = null;

  constructor(private readonly baseUrl: string) {}

  useToken(token: string): void {
    this.#token = token;
  }

  /** `data` of a query. `T` is what the query selects. Throws `PlayError` for any error, partial ones too. */
  async query<T>(query: string, variables: Record<string, unknown> = {}): Promise<T> {
    return this.#read<T>(
      await this.#post(JSON.stringify({ query, variables }), { 'content-type': 'application/json' }),
    );
  }

  /** The result of a mutation whose only field is aliased `result`; throws `PlayError` when it is a problem. */
  async mutate<T>(mutation: string, variables: Record<string, unknown>, success: string): Promise<T> {
    return expectMember<T>(await this.query<{ result: T & Outcome }>(mutation, variables), success);
  }

  /** As `mutate`, with a file for the variable `$file` (GraphQL multipart request specification). */
  async upload<T>(
    mutation: string,
    variables: Record<string, unknown>,
    file: { readonly name: string; readonly bytes: Buffer },
    success: string,
  ): Promise<T> {
    const form = new FormData();
    form.set('operations', JSON.stringify({ query: mutation, variables: { ...variables, file: null } }));
    form.set('map', JSON.stringify({ file: ['variables.file'] }));
    form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name);
    const answer = await this.#post(form, { 'apollo-require-preflight': 'true' });
    return expectMember<T>(this.#read<{ result: T & Outcome }>(answer), success);
  }

  async #post(body: string | FormData, headers: Record<string, string>): Promise<Answer> {
    const authorization: Record<string, string> =
      this.#token === null ? {} : { authorization: `Bearer ${this.#token}` };
    let response: Response;
    try {
      response = await fetch(`${this.baseUrl}/graphql`, {
        method: 'POST',
        headers: { ...headers, ...authorization },
        body,
      });
    } catch {
      throw new PlayError(`No gateway answers at ${this.baseUrl}. Start one with "npm start", or set GATEWAY_URL.`);
    }
    try {
      return (await response.json()) as Answer;
    } catch {
      throw new PlayError(`${this.baseUrl} answered HTTP ${response.status} without JSON: is it a KYC gateway?`);
    }
  }

  #read<T>({ data, errors = [] }: Answer): T {
    if (errors.length === 0) return data as T;
    const lines = errors.map(({ message, extensions }) => `${extensions?.code ?? 'error'}: ${message}`);
    throw new PlayError(lines.join('; '));
  }
}

function expectMember<T>({ result }: { readonly result: T & Outcome }, success: string): T {
  if (result.__typename === success) return result;
  const fields = (result.fieldErrors ?? []).map(({ field, message }) => `${field} ${message}`);
  throw new PlayError([`${result.__typename}: ${result.message ?? ''}`, ...fields].join('; '));
}
