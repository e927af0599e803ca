import { EnvelopArmor } from '@escape.tech/graphql-armor';
import {
  GraphQLError,
  NoSchemaIntrospectionCustomRule,
  type DocumentNode,
  type ExecutionArgs,
  type ValidationRule,
} from 'graphql';
import type { Plugin } from 'graphql-yoga';
import { costOf } from './cost.js';
import type { Refusal } from './before-running.js';
import { refuseUnsoundLiterals, unsoundVariables } from './sound-text.js';

/** Beyond these a document is refused before anything is executed; docs/operations.md says what each one counts. */
export const LIMITS = { depth: 12, aliases: 15, tokens: 2_000, directives: 20, cost: 10_000 } as const;

/** Refuses documents built to exhaust the server (docs/adr/0002, docs/adr/0010). */
export function protectionPlugins(options: { introspection: boolean }): Plugin[] {
  const armor = new EnvelopArmor({
    maxDepth: { n: LIMITS.depth, ignoreIntrospection: true },
    maxAliases: { n: LIMITS.aliases },
    maxTokens: { n: LIMITS.tokens },
    maxDirectives: { n: LIMITS.directives },
    // It knows nothing of the length of lists; `limitCost` does.
    costLimit: { enabled: false },
    blockFieldSuggestion: { enabled: true },
  }).protect();
  const plugins = [...armor.plugins] as unknown as Plugin[];
  if (!options.introspection) plugins.push(refuse(NoSchemaIntrospectionCustomRule));
  plugins.push(refuseUnsoundLiterals());
  return plugins;
}

const refuse = (rule: ValidationRule): Plugin => ({
  onValidate: ({ addValidationRule }) => addValidationRule(rule),
});

/** What is refused before anything runs, each time: it depends on the variables. */
export const refusalsByVariables = (): Refusal[] => [unsoundVariables, costRefusal()];

/** Refuses an operation that asks for too many rows. Estimated once a document where variables do not matter. */
function costRefusal(): Refusal {
  const fixed = new WeakMap<DocumentNode, Map<string, number>>();
  const rowsOf = ({ schema, document, variableValues, operationName }: ExecutionArgs): number => {
    const known = fixed.get(document)?.get(operationName ?? '');
    if (known !== undefined) return known;
    const { rows, dependsOnVariables } = costOf(schema, document, variableValues ?? {}, operationName);
    if (!dependsOnVariables)
      fixed.set(document, (fixed.get(document) ?? new Map<string, number>()).set(operationName ?? '', rows));
    return rows;
  };
  return (args) => {
    const rows = rowsOf(args);
    return rows > LIMITS.cost ? tooCostly(rows) : null;
  };
}

function tooCostly(rows: number): GraphQLError {
  const messages = {
    zh: `一次要的数据太多：估计约 ${rows} 行，上限 ${LIMITS.cost} 行；请减少字段，或缩小每页条数`,
    en: `The document asks for too much at once: about ${rows} rows, at most ${LIMITS.cost}; ask for fewer fields or smaller pages`,
  };
  return new GraphQLError(messages.en, {
    extensions: { code: 'QUERY_TOO_COSTLY', cost: rows, limit: LIMITS.cost, messages },
  });
}
