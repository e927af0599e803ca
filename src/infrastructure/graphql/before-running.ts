import type { ExecutionArgs, GraphQLError } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Looks at an operation once it is valid and its variables are there, before anything of it runs. */
export function beforeRunning(refusal: (args: ExecutionArgs) => GraphQLError | null): Plugin {
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
