/** What the server answered, as it stands. */
export interface RawAnswer {
  readonly status: number;
  readonly headers: Headers;
  // A test reads whatever it asked for.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly body: any;
}

export interface RunOptions {
  /** Sent as Accept-Language. */
  readonly language?: 'zh' | 'en';
  /** The organisation to act for, where the person belongs to several. */
  readonly organisationId?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Variables = Readonly<Record<string, unknown>>;

/** Talks GraphQL over real HTTP, as a client would. */
export class GraphQLClient {
  constructor(
    /** Origin of the server. */
    readonly url: string,
    readonly token: string | null = null,
  ) {}

  /**
   * Runs an operation that is expected to be answered, also if the answer is a refusal.
   *
   * @returns the answer's `data`
   * @throws Error with the errors of the answer, if it has any
   */
  // eslint-disable-next-line typescript/no-explicit-any
  async run<T = any>(document: string, variables: Variables = {}, options: RunOptions = {}): Promise<T> {
    const { status, body } = await this.raw(document, variables, options);
    if (body?.errors || !body?.data) throw new Error(`${status}: ${JSON.stringify(body?.errors ?? body)}`);
    return body.data as T;
  }

  /** Runs an operation whatever comes of it. */
  async raw(document: string, variables: Variables = {}, options: RunOptions = {}): Promise<RawAnswer> {
    const response = await fetch(`${this.url}/graphql`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        accept: 'application/json',
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        ...(options.language ? { 'accept-language': options.language } : {}),
        ...(options.organisationId ? { 'x-organisation': options.organisationId } : {}),
        ...options.headers,
      },
      body: JSON.stringify({ query: document, variables }),
    });
    const text = await response.text();
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? null : JSON.parse(text),
    };
  }
}

/** A client of the server at `url`, signed in with `token` where there is one. */
export const client = (url: string, token: string | null = null): GraphQLClient =>
  new GraphQLClient(url, token);
