import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { UnitOfWork } from '../../src/infrastructure/database/unit-of-work.js';
import type { OrganisationId } from '../../src/kernel/ids.js';
import { instant } from '../../src/kernel/instant.js';
import { ok } from '../../src/kernel/result.js';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import type { Given, Member } from '../support/given/index.js';
import { lotActs } from '../support/given/lot-acts.js';
import type { Trade } from '../support/given/lots.js';
import { proposalOf, releaseActs, releaseDocuments } from '../support/given/releases.js';
import { send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { undecidedLots } from '../support/given/undecided-lots.js';
import { ledgerVerified } from '../support/ledger-verified.js';
import { TestClock, type TestApp } from '../support/test-app.js';

/* 凭…放行, as the people of the base office, the exporter and the inspector meet it. */

const clock = new TestClock(instant('2026-01-25T01:00:00.000Z'));
let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let one: Member;
let two: Member;
const { move, judge, allocate } = lotActs(() => trade);
const { propose, agree, released, seen, of } = releaseActs;
const { undecidedLot, measureJuice } = undecidedLots(() => ({ lots, trade }));

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene({ clock }));
  one = trade.base;
  two = await given.colleague(trade.base, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

/** Makes somebody a member of another organisation too. */
const alsoAt = (member: Member, organisationId: OrganisationId): Promise<unknown> =>
  testApp.app.get(UnitOfWork).write<null, never>(testApp.system(), async ({ manager, ids, now }) => {
    await manager.query(
      `INSERT INTO membership (id, user_id, organisation_id, roles, started_at) VALUES ($1, $2, $3, '{VIEWER}', $4)`,
      [ids.next(), member.userId, organisationId, now],
    );
    return ok(null);
  });

describe('a release by two people', () => {
  it('lets a lot go on, stays INDETERMINATE, and is remembered by the move that relied on it', async () => {
    const { lot, finding } = await undecidedLot();
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', isReleasable: true, release: null });
    expect(await move(lot, 'CLEARED')).toEqual(refusedWith('REQUIREMENT_NOT_MET'));

    const { body: file } = await upload(one.client, { body: pdf(), name: '报告.pdf' });
    const proposed = await propose(one, lot, finding, { attachmentIds: [file.id] });
    expect(proposed.release).toMatchObject({
      state: 'PROPOSED',
      lotCode: lot.code,
      marketCode: 'XD',
      season: '2025/26',
      ruleCode: 'XD-JUICE',
      until: '2026-02-28',
      reasonCode: 'THIRD_PARTY_REPORT',
      attachments: [{ attachmentId: file.id, sha256: file.sha256 }],
      proposedById: one.userId,
      agreedById: null,
    });
    expect(proposed.lot.releasedCount).toBe(0);
    expect(await erase(one, file.id)).toEqual(refusedWith('ATTACHMENT_IN_FORCE'));
    // One person alone lets nothing go.
    expect(await move(lot, 'CLEARED')).toEqual(refusedWith('REQUIREMENT_NOT_MET'));

    const agreed = await agree(two, proposed.release);
    expect(agreed.release).toMatchObject({ state: 'AGREED', agreedById: two.userId });
    expect(agreed.release.statement).toBe(
      'Released on the strength of a report of a third party (TEST-REPORT-1), until 2026-02-28',
    );
    const standard = agreed.lot.checks.find(({ unity }: Answer) => unity === 'STANDARD');
    expect(standard).toMatchObject({ verdict: 'INDETERMINATE', releasedCount: 1 });
    expect(of(agreed.lot, 'XD-JUICE')).toMatchObject([
      { verdict: 'INDETERMINATE', release: { id: proposed.release.id, state: 'AGREED' } },
    ]);

    expect(await erase(one, file.id)).toEqual(refusedWith('ATTACHMENT_IN_FORCE'));
    expect((await move(lot, 'CLEARED')).lot).toMatchObject({ state: 'CLEARED' });
    const cleared = await seen(trade.exporter, lot);
    expect(cleared).toMatchObject({
      releasedCount: 1,
      transitions: [{ toState: 'CLEARED', releaseIds: [proposed.release.id] }],
    });
    const ledger = await given.ledgerOf(lot.id);
    expect(ledger.find(({ kind }) => kind === 'lot.moved')).toMatchObject({
      facts: { releaseIds: [proposed.release.id] },
    });
    const entry = ledger.find(({ kind }) => kind === 'lot.release-proposed');
    expect(entry).toMatchObject({
      facts: { ruleCode: 'XD-JUICE', attachments: [{ attachmentId: file.id, sha256: file.sha256 }] },
    });
    // What people wrote stands beside the ledger, where it can be erased.
    expect(JSON.stringify(entry)).not.toContain('第三方报告已核对');
  });

  it('is said in Chinese as 凭…放行', async () => {
    const { lot, finding } = await undecidedLot();
    const answer = await send(one, releaseDocuments.proposeRelease, proposalOf(lot, finding), {
      language: 'zh',
    });
    expect(answer.release.statement).toBe('凭第三方报告（TEST-REPORT-1）放行，有效期至 2026-02-28');
  });

  it('shows exporter and inspector the release and its evidence, and strangers neither', async () => {
    const { lot, finding } = await undecidedLot();
    const { body: file } = await upload(one.client, { body: pdf() });
    await released([one, two], lot, finding, { attachmentIds: [file.id], documentReference: null });
    const stranger = await given.member('EXPORTER');
    const filter = { lotId: lot.id };
    const attachment = 'query ($id: ID!) { attachment(id: $id) { sha256 } }';
    const look = async (by: Member): Promise<unknown[]> => [
      (await by.client.run(releaseDocuments.releases, { filter })).releases.totalCount,
      (await by.client.run(attachment, { id: file.id })).attachment?.sha256 ?? null,
    ];
    for (const by of [one, trade.exporter, trade.inspector]) expect(await look(by)).toEqual([1, file.sha256]);
    expect(await look(stranger)).toEqual([0, null]);
    // A body that is asked to inspect fruit of the lot later sees them too.
    const later = await given.member('INSPECTION_BODY');
    await lots.inspections.requested(trade.packhouse, { id: finding.subject.id }, later);
    expect(await look(later)).toEqual([1, file.sha256]);
  });

  it('needs another person, and is agreed to once however many agree at once', async () => {
    const { lot, finding } = await undecidedLot();
    const three = await given.colleague(trade.base, ['ADMINISTRATOR']);
    const { release } = await propose(one, lot, finding);
    expect(await agree(one, release)).toEqual(refusedWith('RELEASE_NEEDS_ANOTHER_PERSON'));
    expect(await propose(two, lot, finding)).toEqual(refusedWith('RELEASE_STANDS'));
    const answers = await Promise.all([agree(two, release), agree(three, release)]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['LotReleasePayload', 'Refused']);
    expect(answers.find(({ reasons }) => reasons)).toEqual(refusedWith('RELEASE_DECIDED'));
  });

  it('is proposed once however many propose at once', async () => {
    const { lot, finding } = await undecidedLot();
    const answers = await Promise.all([propose(one, lot, finding), propose(two, lot, finding)]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(['LotReleasePayload', 'Refused']);
    expect(answers.find(({ reasons }) => reasons)).toEqual(refusedWith('RELEASE_STANDS'));
  });

  it('is not given by who gains: a person who also belongs to the exporter or to who grew or packed the fruit', async () => {
    const { lot, finding } = await undecidedLot();
    const inOffice = { organisationId: one.organisationId };
    const proposal = await propose(one, lot, finding);
    for (const { organisationId } of [trade.exporter, trade.zizhong, trade.packhouse]) {
      const partial = await given.colleague(trade.base, ['ADMINISTRATOR']);
      await alsoAt(partial, organisationId);
      const input = { releaseId: proposal.release.id };
      expect(await send(partial, releaseDocuments.agreeToRelease, input, inOffice)).toEqual(
        refusedWith('RELEASE_BY_WHO_GAINS'),
      );
    }
  });

  it('stops counting when fruit comes in of an organisation that one of the two belongs to', async () => {
    const { lot, finding } = await undecidedLot();
    const partial = await given.colleague(trade.base, ['ADMINISTRATOR']);
    await alsoAt(partial, trade.rongchang.organisationId);
    const { release } = await propose(one, lot, finding);
    const inOffice = { organisationId: one.organisationId };
    const input = { releaseId: release.id };
    expect((await send(partial, releaseDocuments.agreeToRelease, input, inOffice)).release.state).toBe(
      'AGREED',
    );
    await allocate(lot, await lots.fit(trade, trade.rongchang, 50));
    await judge(lot);
    expect((await seen(one, lot)).releases).toMatchObject([{ state: 'ENDED', endedBecause: 'PERSON_GAINS' }]);
    expect(await move(lot, 'CLEARED')).toEqual(refusedWith('REQUIREMENT_NOT_MET'));
  });

  it('is for the base office alone, and not for its clerks', async () => {
    const { lot, finding } = await undecidedLot();
    const clerk = await given.colleague(trade.base, ['CLERK']);
    for (const by of [clerk, trade.exporter, trade.inspector]) {
      const { body } = await by.client.raw(releaseDocuments.proposeRelease, {
        input: { requestId: crypto.randomUUID(), ...proposalOf(lot, finding) },
      });
      expect(body.errors[0].extensions.code).toBe('FORBIDDEN');
    }
  });
});

describe('what is never released', () => {
  it.each([
    ['residues that nobody tested for', 'WORK-RESIDUE'],
    ['a registration that nobody confirmed', 'XD-ORCHARD'],
  ])('is %s', async (_, ruleCode) => {
    const { id: plotId } = await lots.land.plot(trade.zizhong, { town: '511025123' });
    await lots.growing.spray(trade.zizhong, plotId, '2025-10-10T01:00:00.000Z', {
      productLabelId: trade.label,
    });
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 50, { plotId }));
    const { id } = trade.registrations.get(trade.zizhong)!;
    await lots.land.covered(trade.zizhong, id, [plotId]);
    await judge(lot);
    const [finding] = of(await seen(one, lot), ruleCode);
    expect(finding).toMatchObject({ verdict: 'INDETERMINATE', gating: true, isReleasable: false });
    const refused = await propose(one, lot, finding);
    expect(refused).toEqual(refusedWith('RELEASE_NEVER'));
    expect(refused.reasons[0].message).toContain('not released');
  });

  it('is a FAIL, a PASS, what does not stop the lot yet, or what is not there', async () => {
    const { lot, batch, finding } = await undecidedLot();
    const shown = await seen(one, lot);
    expect(await propose(one, lot, of(shown, 'XD-TSS')[0])).toEqual(refusedWith('RELEASE_NOT_INDETERMINATE'));
    expect(await propose(one, lot, of(shown, 'XD-PHYTOSANITARY')[0])).toEqual(
      refusedWith('RELEASE_STOPS_NOTHING'),
    );
    expect(await propose(one, lot, { ...finding, ruleCode: 'NO-SUCH-RULE' })).toEqual(
      refusedWith('RELEASE_OF_NO_FINDING'),
    );
    await measureJuice(batch, '12');
    expect(await propose(one, lot, finding)).toEqual(refusedWith('RELEASE_NOT_INDETERMINATE'));
  });

  it('is anything without evidence, after its last day, or beyond the season: all reasons at once', async () => {
    const { lot, finding } = await undecidedLot();
    const bare = { documentReference: null, attachmentIds: [] };
    expect(await propose(one, lot, finding, { ...bare, validUntil: '2026-01-24' })).toEqual(
      refusedWith('RELEASE_WITHOUT_EVIDENCE', 'RELEASE_EXPIRED'),
    );
    expect(await propose(one, lot, finding, { ...bare, validUntil: '2026-09-01' })).toEqual(
      refusedWith('RELEASE_WITHOUT_EVIDENCE', 'RELEASE_BEYOND_SEASON'),
    );
    const attachmentIds = [crypto.randomUUID()];
    expect(await propose(one, lot, finding, { attachmentIds })).toEqual(refusedWith('NOT_FOUND'));
    expect((await seen(one, lot)).releases).toEqual([]);
  });
});

it('says nothing of releases that the ledger does not say', async () => {
  // Memberships were written past the commands above.
  const verified = await ledgerVerified(testApp, ['membership']);
  expect(verified.difference).toBeNull();
  expect(verified.records.get('lot_release')).toBeGreaterThan(3);
});
