import { EnvelopArmor } from '@escape.tech/graphql-armor';
import { NoSchemaIntrospectionCustomRule, type ValidationRule } from 'graphql';
import type { Plugin } from 'graphql-yoga';

/** Beyond these a document is refused before anything is executed. The console's largest needs less than a third. */
export const LIMITS = { depth: 12, aliases: 15, tokens: 2_000, directives: 20, cost: 5_000 } as const;

/** Refuses documents built to exhaust the server (docs/adr/0002). */
export function protectionPlugins(options: { introspection: boolean }): Plugin[] {
  const armor = new EnvelopArmor({
    maxDepth: { n: LIMITS.depth, ignoreIntrospection: true },
    maxAliases: { n: LIMITS.aliases },
    maxTokens: { n: LIMITS.tokens },
    maxDirectives: { n: LIMITS.directives },
    costLimit: {
      maxCost: LIMITS.cost,
      objectCost: 2,
      scalarCost: 1,
      depthCostFactor: 1.2,
      ignoreIntrospection: true,
    },
    blockFieldSuggestion: { enabled: true },
  }).protect();
  const plugins = [...armor.plugins] as unknown as Plugin[];
  if (!options.introspection) plugins.push(refuse(NoSchemaIntrospectionCustomRule));
  return plugins;
}

const refuse = (rule: ValidationRule): Plugin => ({
  onValidate: ({ addValidationRule }) => addValidationRule(rule),
});
