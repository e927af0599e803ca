import type { Variables } from './graphql-client.js';

/** One answer of a subscription. */
export interface SseAnswer {
  // A test reads whatever it asked for.
  // eslint-disable-next-line typescript/no-explicit-any
  readonly data?: any;
  readonly errors?: readonly { readonly message: string; readonly extensions: { readonly code: string } }[];
}

/** An open subscription, as a browser or a program of an exporter holds it. */
export interface Subscribed {
  readonly status: number;
  /** The next answer; undefined when the server has ended the subscription. */
  next(): Promise<SseAnswer | undefined>;
  /** Nothing came within this time. */
  isQuietFor(milliseconds: number): Promise<boolean>;
  close(): Promise<void>;
}

/** Subscribes over server-sent events on the one GraphQL address. */
export async function subscribe(
  url: string,
  token: string | null,
  document: string,
  variables: Variables = {},
): Promise<Subscribed> {
  const gone = new AbortController();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'text/event-stream',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
    body: JSON.stringify({ query: document, variables }),
    signal: gone.signal,
  });
  const answers = answersOf(response);
  let pending: Promise<SseAnswer | undefined> | null = null;
  const ahead = (): Promise<SseAnswer | undefined> => (pending ??= answers.next().then(({ value }) => value));
  return {
    status: response.status,
    next: async () => {
      const answer = await ahead();
      pending = null;
      return answer;
    },
    isQuietFor: (milliseconds) =>
      Promise.race([
        ahead().then(() => false),
        new Promise<boolean>((resolve) => setTimeout(() => resolve(true), milliseconds)),
      ]),
    close: async () => {
      gone.abort();
      await pending?.catch(() => undefined);
    },
  };
}

async function* answersOf(response: Response): AsyncGenerator<SseAnswer, undefined> {
  if (!response.headers.get('content-type')?.includes('event-stream')) {
    yield (await response.json()) as SseAnswer;
    return;
  }
  let text = '';
  for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const message = text.slice(0, end);
      text = text.slice(end + 2);
      const event = /^event: (.+)$/m.exec(message)?.[1];
      if (event === 'complete') return;
      const data = /^data: (.+)$/m.exec(message)?.[1];
      if (data && event === 'next') yield JSON.parse(data) as SseAnswer;
    }
  }
}
