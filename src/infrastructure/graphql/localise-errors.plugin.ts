import { GraphQLError, type GraphQLErrorExtensions } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { Language } from '../database/context.js';
import { languageOf } from './language.js';
import { restated } from './mask-error.js';

/**
 * Gives errors that know both languages the one the caller reads. Works on what is about to be sent, after masking,
 * and so also where there was never a context: a token that is not good, a document that does not parse.
 */
export function localiseErrors(): Plugin {
  return {
    onResultProcess({ result, request, setResult }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result || !('errors' in result) || !result.errors)
        return;
      const language = languageOf(request.headers.get('accept-language'));
      setResult({ ...result, errors: result.errors.map((error) => inLanguage(error, language)) });
    },
  };
}

function inLanguage(error: GraphQLError, language: Language): GraphQLError {
  const { messages, ...extensions } = error.extensions as GraphQLErrorExtensions & {
    messages?: Record<Language, string>;
  };
  return messages ? restated(error, messages[language], extensions) : error;
}
