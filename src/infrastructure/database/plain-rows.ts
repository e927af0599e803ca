import { getMetadataArgsStorage, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { PostgresNaming } from './naming.js';

const naming = new PostgresNaming();

/**
 * The columns of an entity under the names of its properties, for a SELECT of one's own. What comes is what the mapper
 * would make of it, without the mapper: the types arrive as they are worked with (`pg-types.ts`). For the reads that
 * are made most, since the mapper takes longer than PostgreSQL does.
 *
 * @param alias of the table
 */
export function columnsOf<T extends ObjectLiteral>(
  entity: EntityTarget<T> & (new () => T),
  alias: string,
): string {
  return getMetadataArgsStorage()
    .filterColumns(entity)
    .map(({ propertyName, options }) => {
      const column = naming.columnName(propertyName, options.name, []);
      return `${alias}.${column} AS "${propertyName}"`;
    })
    .join(', ');
}
