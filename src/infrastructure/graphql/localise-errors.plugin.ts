import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Language } from '../database/context.js';
import { languageOf } from './language.js';
import { sayingOf, type ValuesOf } from './localise-errors.sayings.js';
import { restated } from './mask-error.js';

/**
 * Gives every error in the language its reader asked for: ours know both, those of the GraphQL libraries are looked up.
 * Works on what is about to be sent, after masking, and so also where there was never a context: a token that is not
 * good, a document that does not parse.
 *
 * @param valuesOf the values of an enum, where the schema is offered; they stand behind a sentence about a wrong one
 */
export function localiseErrors(valuesOf: ValuesOf): Plugin {
  return {
    onResultProcess({ result, request, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !('errors' in result) || !result.errors)
        return;
      const language = languageOf(request.headers.get('accept-language'));
      setResult({ ...result, errors: result.errors.map((error) => inLanguage(error, language, valuesOf)) });
    },
  };
}

function inLanguage(error: GraphQLError, language: Language, valuesOf: ValuesOf): GraphQLError {
  // What a parser inside Yoga said is no more than the sentence, in one language, and tells what runs here.
  const {
    messages,
    originalError: _,
    ...extensions
  } = error.extensions as GraphQLErrorExtensions & {
    messages?: Record<Language, string>;
    originalError?: unknown;
  };
  const saying = sayingOf(error.message, messages, valuesOf);
  const code = saying.code ?? extensions.code ?? 'BAD_USER_INPUT';
  return restated(error, fieldOf(error) + saying[language], { ...extensions, code });
}

/** The argument or input field a wrong value was written at; in variables graphql-js names it itself. */
function fieldOf({ nodes }: GraphQLError): string {
  const node = nodes?.[0];
  if (!node?.loc || !node.kind.endsWith('Value')) return '';
  const before = node.loc.source.body.slice(0, node.loc.start);
  const name = /(\w+)\s*:[\s[]*$/.exec(before)?.[1];
  return name ? `${name}: ` : '';
}
