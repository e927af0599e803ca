import { registerEnumType } from '@nestjs/graphql';
import { DOCUMENT_KINDS } from '../standards/domain/document-kinds.js';
import { LOT_STATES } from './domain/lot-state.js';

const enumOf = (values: readonly string[]): Record<string, string> =>
  Object.fromEntries(values.map((value) => [value, value]));

export const LotStateEnum = enumOf(LOT_STATES);
registerEnumType(LotStateEnum, {
  name: 'LotState',
  description: 'The way of a lot. HELD is no state: holds lie over any of them.',
  valuesMap: {
    OPEN: { description: 'Members change.' },
    CLEARED: { description: 'The gate for declaration is passed and the members are frozen.' },
    DECLARED: { description: 'Declared to customs.' },
    INSPECTED: { description: 'Customs found on site what was declared.' },
    CERTIFIED: { description: 'The phytosanitary certificate is issued.' },
    LOADED: { description: 'Loaded and sealed 封识.' },
    DEPARTED: { description: 'On its way; never judged again.' },
    ARRIVED: { description: 'At the destination.' },
    CLOSED: { description: 'Done with.' },
    RETURNED: { description: 'Sent back 退运.' },
    DIVERTED: { description: 'Sent to another market 改港, or sold at home 转内销.' },
    CANCELLED: { description: 'Given up before departure; the fruit went back to its batches.' },
  },
});
export const DOCUMENT_KIND_CODES = Object.keys(DOCUMENT_KINDS);
export const DocumentKindEnum = enumOf(DOCUMENT_KIND_CODES);
const namedKinds = Object.entries(DOCUMENT_KINDS).map(([code, { name, providedBy }]) => [
  code,
  { description: `${name.zh}: ${name.en}, from the ${providedBy.en}.` },
]);
registerEnumType(DocumentKindEnum, {
  name: 'DocumentKind',
  description: 'What a document is.',
  valuesMap: Object.fromEntries(namedKinds) as Record<string, { description: string }>,
});
