import { describe, expect, it } from '@jest/globals';
import { seededIds, type OrganisationId, type UserId } from '../../kernel/ids.js';
import { instant } from '../../kernel/instant.js';
import type { Authority, Ctx } from './context.js';
import { Where } from './where.js';

const ctx = (authority: Authority): Ctx => ({
  actor: {
    userId: 'user' as UserId,
    organisationId: 'organisation' as OrganisationId,
    organisationKind: 'COOPERATIVE',
    organisationIds: [],
    permissions: new Set(),
    via: 'session',
    sessionId: null,
    keyId: null,
  },
  authority,
  now: instant('2026-11-22T01:00:00.000Z'),
  ids: seededIds('where'),
  language: 'en',
  device: null,
  traceId: 'test',
});

describe('the conditions of a statement', () => {
  it('are true where there are none', () => {
    const where = new Where();
    expect([`${where}`, where.params]).toEqual(['true', []]);
  });

  it('name their values in the order in which these were given', () => {
    const where = new Where()
      .when('511025', (v) => `p.county_code = ${v}`)
      .and('NOT p.closed')
      .when(7, (v) => `p.size BETWEEN ${v} AND ${v} + 1`);
    expect(where.value(26)).toBe('$3');
    expect(`${where}`).toBe('p.county_code = $1 AND NOT p.closed AND p.size BETWEEN $2 AND $2 + 1');
    expect(where.params).toEqual(['511025', 7, 26]);
  });

  it('leave out what is absent, and nothing else', () => {
    const where = new Where()
      .when(null, (v) => `a = ${v}`)
      .when(undefined, (v) => `b = ${v}`)
      .when(0, (v) => `c = ${v}`)
      .when(false, (v) => `d = ${v}`)
      .when('', (v) => `e = ${v}`);
    expect(`${where}`).toBe('c = $1 AND d = $2 AND e = $3');
  });

  it('limit a member to rows that name the organisation, and not the base office', () => {
    const member = new Where().visibleTo(ctx('member'), 'p');
    expect([`${member}`, member.params]).toEqual(['$1::uuid = ANY (p.visible_to)', ['organisation']]);
    const office = new Where().visibleTo(ctx('office'), 'p');
    expect([`${office}`, office.params]).toEqual(['true', []]);
  });
});
