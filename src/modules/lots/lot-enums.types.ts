import { describedEnum } from '../../graphql/enums.js';
import { DOCUMENT_KINDS, type DocumentKind } from '../standards/domain/document-kinds.js';
import type { LotState } from './domain/lot-state.js';

export const LotStateEnum = describedEnum<LotState>(
  'LotState',
  'The way of a lot. HELD is no state: holds lie over any of them.',
  {
    OPEN: 'Members change.',
    CLEARED: 'The gate for declaration is passed and the members are frozen.',
    DECLARED: 'Declared to customs.',
    INSPECTED: 'Customs found on site what was declared.',
    CERTIFIED: 'The phytosanitary certificate is issued.',
    LOADED: 'Loaded and sealed 封识.',
    DEPARTED: 'On its way; never judged again.',
    ARRIVED: 'At the destination.',
    CLOSED: 'Done with.',
    RETURNED: 'Sent back 退运.',
    DIVERTED: 'Sent to another market 改港, or sold at home 转内销.',
    CANCELLED: 'Given up before departure; the fruit went back to its batches.',
  },
);
export const DOCUMENT_KIND_CODES = Object.keys(DOCUMENT_KINDS) as DocumentKind[];
const namedKinds = DOCUMENT_KIND_CODES.map((code) => {
  const { name, providedBy } = DOCUMENT_KINDS[code];
  return [code, `${name.zh}: ${name.en}; provided by: ${providedBy.en}.`];
});
export const DocumentKindEnum = describedEnum(
  'DocumentKind',
  'What a document is.',
  Object.fromEntries(namedKinds) as Record<DocumentKind, string>,
);
