import { registerEnumType } from '@nestjs/graphql';

/**
 * A GraphQL enum every value of which says what it means. Name the union in angle brackets, `describedEnum<BatchKind>(...)`:
 * then a value that is added to the union does not compile until it is described here.
 *
 * @param values wire name -> description in English, as a trader would understand it
 * @returns the enum object for `@Field(() => ...)`; keys and values are the wire names
 */
export function describedEnum<T extends string>(
  name: string,
  description: string,
  values: Readonly<Record<T, string>>,
): Readonly<Record<T, T>> {
  const described = Object.entries<string>(values);
  const type = Object.fromEntries(described.map(([value]) => [value, value])) as Record<T, T>;
  const valuesMap = Object.fromEntries(described.map(([value, means]) => [value, { description: means }]));
  registerEnumType<Record<string, string>>(type, { name, description, valuesMap });
  return type;
}
