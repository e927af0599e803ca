import { describedEnum } from '../../graphql/enums.js';
import type { EntryType } from './domain/edition-entry.js';
import type { PackStart } from './commands/open-market-pack.js';
import type { MarketStatus } from './market-status.entity.js';

export const MarketStateEnum = describedEnum<MarketStatus['status']>(
  'MarketState',
  'Whether a market takes Chinese citrus.',
  {
    OPEN: 'Chinese citrus may be imported, on the conditions noted.',
    CLOSED: 'Chinese citrus is not let in.',
  },
);

export const EntryTypeEnum = describedEnum<EntryType>('EditionEntryType', 'What an entry says.', {
  RULE: 'A rule: kind, parameters, and when it gates.',
  RESIDUE_LIMIT: "A market's residue limit for one substance.",
  RESIDUE_FALLBACK: 'What the market applies to substances it does not list.',
  MARKET_STATUS: 'A period in which the market is open or closed.',
  QUESTION: 'Something of the market’s demands that nobody has read yet.',
  NEW_VARIETY: 'A variety that was not known here before an edition of the unified list.',
  LISTED_VARIETY: 'A variety on the unified list, with its harvest window.',
});

export const PackStartEnum = describedEnum<PackStart>('MarketPackStart', 'What a market pack starts from.', {
  LAST: 'The last pack published for the market; what is shipped where there is none. Signatures stay within a season only.',
  SHIPPED:
    'What the product ships about the market and nobody has confirmed, with what is still unread as questions.',
  NOTHING: 'An empty pack.',
});

export const VarietyListStartEnum = describedEnum<PackStart>(
  'VarietyListStart',
  'What an edition of the unified variety list starts from.',
  {
    LAST: 'The last edition published; the example that is shipped where there is none.',
    SHIPPED: 'The varieties of the example that the product ships, each to be read and countersigned.',
    NOTHING: 'An empty edition.',
  },
);
