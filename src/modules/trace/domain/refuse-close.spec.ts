import { describe, expect, it } from '@jest/globals';
import type { OrganisationId } from '../../../kernel/ids.js';
import { refuseClose } from './refuse-close.js';

const opener = { organisationId: 'opener' as OrganisationId, organisationKind: 'EXPORTER' as const };
const other = { organisationId: 'other' as OrganisationId, organisationKind: 'EXPORTER' as const };
const office = { organisationId: 'office' as OrganisationId, organisationKind: 'BASE_OFFICE' as const };
const open = { organisationId: opener.organisationId, closedAt: null };

describe('closing a recall', () => {
  it.each([
    ['by whoever opened it', open, opener, ['RECALL_CLOSED_BY_BASE_OFFICE']],
    ['by the base office', open, office, []],
    ['by the base office that opened it', { ...open, organisationId: office.organisationId }, office, []],
    ['by somebody it only concerns', open, other, ['RECALL_NOT_FOUND']],
    ['one that cannot be seen', null, opener, ['RECALL_NOT_FOUND']],
    ['twice', { ...open, closedAt: '2026-01-01T00:00:00.000Z' }, office, ['RECALL_CLOSED_ALREADY']],
  ])('%s', (_, recall, by, codes) => {
    expect(refuseClose(recall, by).map((refusal) => refusal.code)).toEqual(codes);
  });
});
