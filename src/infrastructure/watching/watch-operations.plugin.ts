import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';
import type { GraphQLContext } from '../graphql/graphql-context.js';
import { codeOf, noted } from './noted.js';
import { operationOf } from './operation.js';

/** First of the plugins: notes what is going to run, whatever another one may say to it. */
export function noteOperations(): Plugin {
  const note = ({ args }: { args: ExecutionArgs }): void => noteOperation(args);
  return { onExecute: note, onSubscribe: note };
}

/** Notes what is going to run, and for whom. */
export function noteOperation({ document, operationName, contextValue }: ExecutionArgs): void {
  const request = noted();
  if (!request) return;
  const operation = operationOf(document, operationName);
  request.type = operation?.type ?? null;
  request.fields = operation?.fields ?? [];
  const { actor } = (contextValue as GraphQLContext).ctx;
  request.actor = actor && {
    via: actor.via,
    userId: actor.userId,
    organisationId: actor.organisationId,
  };
}

/** Last of the plugins: notes the codes as they are sent, also of what never ran. */
export function noteErrors(): Plugin {
  return {
    onResultProcess({ result }) {
      if (Array.isArray(result) || Symbol.asyncIterator in result) return;
      if ('errors' in result) result.errors?.forEach(noteError);
    },
  };
}

function noteError({ extensions }: GraphQLError): void {
  noted()?.errors.push(codeOf(extensions.code));
}
