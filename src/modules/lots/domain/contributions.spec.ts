import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { OrganisationId } from '../../../kernel/ids.js';
import { grams, sumGrams } from '../../../kernel/mass.js';
import { contributionsOf } from './contributions.js';

const org = (id: string) => id as OrganisationId;
const part = (id: string, mass: number) => ({ organisationId: org(id), massGrams: grams(mass) });

describe('shares of a lot', () => {
  it('give each cooperative what it grew and the packhouse what it packed', () => {
    const members = [
      {
        packerId: org('pack'),
        massGrams: grams(900),
        origins: [part('rongchang', 400), part('zizhong', 500)],
      },
      { packerId: org('pack'), massGrams: grams(100), origins: [part('zizhong', 100)] },
    ];
    expect(contributionsOf(members)).toEqual([
      part('pack', 1000),
      part('rongchang', 400),
      part('zizhong', 600),
    ]);
  });

  it('count fruit once for whoever both grew and packed it', () => {
    const members = [
      { packerId: org('both'), massGrams: grams(900), origins: [part('both', 400), part('other', 500)] },
    ];
    expect(contributionsOf(members)).toEqual([part('both', 900), part('other', 500)]);
  });

  it('are none for an empty lot', () => {
    expect(contributionsOf([])).toEqual([]);
  });

  it('add up, over the growers, to the lot', () => {
    const origins = fc.array(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 1e9 })), {
      minLength: 1,
      maxLength: 5,
    });
    fc.assert(
      fc.property(fc.array(origins, { maxLength: 8 }), (batches) => {
        const members = batches.map((parts) => {
          const shares = parts.map(([id, mass]) => part(id, mass));
          return {
            packerId: org('packer'),
            massGrams: sumGrams(shares.map((s) => s.massGrams)),
            origins: shares,
          };
        });
        const shares = contributionsOf(members);
        const total = sumGrams(members.map((member) => member.massGrams));
        const grown = shares.filter(({ organisationId }) => organisationId !== org('packer'));
        expect(sumGrams(grown.map((share) => share.massGrams))).toBe(total);
        expect(shares.find(({ organisationId }) => organisationId === org('packer'))?.massGrams ?? 0).toBe(
          total,
        );
      }),
    );
  });
});
