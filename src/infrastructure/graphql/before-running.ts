import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Says what is wrong with an operation and its variables; null: nothing. */
export type Refusal = (args: ExecutionArgs) => GraphQLError | null;

/** Looks at an operation once it is valid and its variables are there, before anything of it runs. */
export function beforeRunning(refusal: Refusal): Plugin {
  const look = ({ args, setResultAndStopExecution }: Before): void => {
    const error = refusal(args);
    if (error) setResultAndStopExecution({ errors: [error] });
  };
  return { onExecute: look, onSubscribe: look };
}

interface Before {
  readonly args: ExecutionArgs;
  setResultAndStopExecution(result: { errors: GraphQLError[] }): void;
}
