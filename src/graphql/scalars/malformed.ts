import { GraphQLError, print, type ValueNode } from 'graphql';
import type { Bilingual } from '../../kernel/refusal.js';

/**
 * What a scalar answers to a value that is none of its own. A variable's place and value are put before it by graphql-js;
 * of a value written in the document they are told here, in the words graphql-js has for its own scalars.
 *
 * @param expected after "expected" and 应为, such as "a day as YYYY-MM-DD"
 */
export function malformed(expected: Bilingual, written?: { type: string; node: ValueNode }): GraphQLError {
  const messages = { zh: `应为${expected.zh}`, en: `expected ${expected.en}` };
  const lead = written ? `Expected value of type "${written.type}", found ${print(written.node)}; ` : '';
  return new GraphQLError(lead + messages.en, {
    nodes: written?.node ?? null,
    extensions: { code: 'BAD_USER_INPUT', messages },
  });
}
