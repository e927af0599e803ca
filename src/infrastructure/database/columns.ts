import type { ColumnOptions } from 'typeorm';
import { instant, type Instant } from '../../kernel/instant.js';

/** Options of a timestamptz column whose property is an Instant: TypeORM turns moments into Dates on its own. */
export const instantColumn: ColumnOptions = {
  transformer: {
    from: (value: Date | null): Instant | null => (value === null ? null : instant(value)),
    to: (value: Instant | null | undefined): string | null | undefined => value,
  },
};
