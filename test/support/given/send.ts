import { randomUUID } from 'node:crypto';
import type { GraphQLClient, RunOptions } from '../graphql-client.js';

// A test reads whatever it asked for.
// eslint-disable-next-line typescript/no-explicit-any
export type Answer = any;

/**
 * Sends a mutation whose document calls its answer `answer`, under a new request id unless the input names one.
 *
 * @returns the payload, or the refusal with its reasons
 */
export async function send(
  by: { client: GraphQLClient },
  document: string,
  input: object,
  options: RunOptions = {},
): Promise<Answer> {
  const { answer } = await by.client.run(document, { input: { requestId: randomUUID(), ...input } }, options);
  return answer;
}

/** Sends a mutation that a test relies on. @throws Error with the reasons if it is refused */
export async function done(by: { client: GraphQLClient }, document: string, input: object): Promise<Answer> {
  const answer = await send(by, document, input);
  if (answer.__typename === 'Refused') throw new Error(`refused: ${JSON.stringify(answer.reasons)}`);
  return answer;
}

/** The first page of a list as somebody sees it. For documents made by `listOf`. */
export async function listed(
  by: { client: GraphQLClient },
  document: string,
  filter: object = {},
): Promise<Answer[]> {
  const { list } = await by.client.run(document, { filter });
  return list.edges.map(({ node }: Answer) => node);
}
