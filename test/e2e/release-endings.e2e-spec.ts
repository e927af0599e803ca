import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { instant } from '../../src/kernel/instant.js';
import { ownerRows } from '../support/demo.js';
import { refusedWith } from '../support/expectations.js';
import { erase, pdf, upload } from '../support/given/attachments.js';
import type { Given, Member } from '../support/given/index.js';
import { landDocuments } from '../support/given/land-documents.js';
import { lotActs } from '../support/given/lot-acts.js';
import { lotDocuments, type Trade } from '../support/given/lots.js';
import { organisationDocuments } from '../support/given/organisation-documents.js';
import { releaseActs, releaseDocuments } from '../support/given/releases.js';
import { done, send, type Answer } from '../support/given/send.js';
import { tradeScene, type TradeScene } from '../support/given/trade-scene.js';
import { JUICE, undecidedLots } from '../support/given/undecided-lots.js';
import { GraphQLClient } from '../support/graphql-client.js';
import { ledgerVerified } from '../support/ledger-verified.js';
import { collectStatements } from '../support/query-counter.js';
import { subscribe } from '../support/sse.js';
import { TestClock, type TestApp } from '../support/test-app.js';

/* How releases 凭…放行 end, what is kept of them, and all of them together. */

const clock = new TestClock(instant('2026-01-25T01:00:00.000Z'));
let testApp: TestApp;
let given: Given;
let lots: TradeScene['lots'];
let trade: Trade;
let one: Member;
let two: Member;
const { move, judge, found } = lotActs(() => trade);
const { propose, agree, decline, revoke, released, seen, of } = releaseActs;
const { undecidedLot, measureJuice } = undecidedLots(() => ({ lots, trade }));

beforeAll(async () => {
  ({ testApp, given, lots, trade } = await tradeScene({ clock }));
  one = trade.base;
  two = await given.colleague(trade.base, ['ADMINISTRATOR']);
});
afterAll(() => testApp?.close());

/** The same person, signed in anew. */
const signedInAnew = async (member: Member): Promise<Member> => ({
  ...member,
  client: new GraphQLClient(testApp.url, await given.signIn(member.username, member.password)),
});

const ERASE_TEXT = `mutation ($input: EraseTextInput!) { answer: eraseText(input: $input) { __typename
  ... on EraseTextPayload { texts } ... on Refused { reasons { code facts { name value } } } } }`;
const eraseText = (by: Member, subjectId: string): Promise<Answer> => send(by, ERASE_TEXT, { subjectId });

describe('a release that was agreed to', () => {
  it('ends when the juice is measured after all and is too little', async () => {
    const { lot, batch, finding } = await undecidedLot();
    await released([one, two], lot, finding);
    await measureJuice(batch, '12');
    const after = await seen(trade.exporter, lot);
    expect(of(after, 'XD-JUICE')).toMatchObject([{ verdict: 'FAIL', release: null }]);
    expect(after).toMatchObject({
      releasedCount: 0,
      releases: [{ state: 'ENDED', endedBecause: 'FAILED' }],
    });
    const kinds = (await given.ledgerOf(lot.id)).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === 'lot.release-ended')).toHaveLength(1);
  });

  it('does not outlive other evidence: a figure nobody has signed is not what was released', async () => {
    const { lot, batch, finding } = await undecidedLot();
    const { release } = await propose(one, lot, finding);
    const inspection = await lots.inspections.sampled(trade.packhouse, batch, trade.inspector, '2026-01-25');
    await lots.inspections.measured(trade.inspector, inspection, [JUICE]);
    const [now] = of(await seen(one, lot), 'XD-JUICE');
    expect(now).toMatchObject({ verdict: 'INDETERMINATE', release: null });
    expect(await agree(two, release)).toEqual(refusedWith('RELEASE_DECIDED'));
    expect((await seen(one, lot)).releases).toMatchObject([
      { state: 'ENDED', endedBecause: 'FACTS_CHANGED' },
    ]);
  });

  it('can be revoked by one person, and a proposal declined', async () => {
    const { lot, finding } = await undecidedLot();
    const { release } = await released([one, two], lot, finding);
    expect(await decline(two, release)).toEqual(refusedWith('RELEASE_DECIDED'));
    const revoked = await revoke(two, release);
    expect(revoked.release).toMatchObject({ state: 'REVOKED', settledById: two.userId });
    expect(await revoke(one, release)).toEqual(refusedWith('RELEASE_NOT_IN_FORCE'));
    expect(await move(lot, 'CLEARED')).toEqual(refusedWith('REQUIREMENT_NOT_MET'));
    const again = await propose(two, lot, finding);
    expect((await decline(one, again.release)).release).toMatchObject({ state: 'DECLINED' });
    expect(await agree(one, again.release)).toEqual(refusedWith('RELEASE_DECIDED'));
    expect((await seen(one, lot)).releases.map(({ state }: Answer) => state)).toEqual([
      'REVOKED',
      'DECLINED',
    ]);
  });

  it('is told to who follows the lot, when it comes and when it ends', async () => {
    const { lot, batch, finding } = await undecidedLot();
    const document = `subscription ($id: ID!) { lotChanged(id: $id) {
      lot { releasedCount checks { findings { ruleCode verdict release { state } } } } } }`;
    const subscription = await subscribe(testApp.url, trade.exporter.token, document, { id: lot.id });
    const next = async () => {
      const { lot: told } = (await subscription.next())?.data.lotChanged ?? {};
      const [{ verdict, release }] = of(told, 'XD-JUICE');
      return [told.releasedCount, verdict, release?.state ?? null];
    };
    expect(await next()).toEqual([0, 'INDETERMINATE', null]);
    const { release } = await propose(one, lot, finding);
    expect(await next()).toEqual([0, 'INDETERMINATE', 'PROPOSED']);
    await agree(two, release);
    expect(await next()).toEqual([1, 'INDETERMINATE', 'AGREED']);
    await revoke(one, release);
    expect(await next()).toEqual([0, 'INDETERMINATE', null]);
    await subscription.close();
    expect(batch.id).toBe(finding.subject.id);
  });

  it('keeps why it was given while it waits or counts, and two years once a lot passed a gate by it', async () => {
    const { lot, finding } = await undecidedLot();
    const { body: file } = await upload(one.client, { body: pdf() });
    const { release } = await propose(one, lot, finding, { attachmentIds: [file.id] });
    const input = { name: '示范', scopes: ['text:erase'], expiresAt: '2026-02-25T01:00:00.000Z' };
    const { secret } = (await one.client.run(organisationDocuments.createApiKey, { input })).answer;
    const key = { ...one, client: new GraphQLClient(testApp.url, secret) };
    const stays = async (code: string, value: string): Promise<void> => {
      for (const by of [one, two, key])
        for (const subjectId of [release.id, lot.id])
          expect(await eraseText(by, subjectId)).toMatchObject({
            reasons: [{ code, facts: [{ value }] }],
          });
      expect(await eraseText(trade.exporter, release.id)).toMatchObject(refusedWith('NOT_FOUND'));
      expect((await seen(one, lot)).releases).toMatchObject([
        { reason: '示范：第三方报告已核对', documentReference: 'TEST-REPORT-1' },
      ]);
    };
    await stays('TEXT_IN_FORCE', 'LOT_RELEASE');
    await agree(two, release);
    await stays('TEXT_IN_FORCE', 'LOT_RELEASE');
    await lots.moved(trade, lot, 'CLEARED');
    expect((await revoke(two, release)).release).toMatchObject({ state: 'REVOKED' });
    await stays('TEXT_TO_BE_KEPT', '2028-01-25');
    expect(await erase(one, file.id)).toMatchObject({
      reasons: [{ code: 'ATTACHMENT_TO_BE_KEPT', facts: [{ value: '2028-01-25' }] }],
    });
  });

  it('loses its text to who erases it where no lot passed anything by it, and nothing else', async () => {
    const { lot, finding } = await undecidedLot();
    const { body: file } = await upload(one.client, { body: pdf() });
    const { release } = await released([one, two], lot, finding, { attachmentIds: [file.id] });
    await revoke(one, release);
    expect(await eraseText(one, release.id)).toMatchObject({ __typename: 'EraseTextPayload' });
    expect((await seen(one, lot)).releases).toMatchObject([
      { state: 'REVOKED', reason: '', documentReference: null, reasonCode: 'THIRD_PARTY_REPORT' },
    ]);
    expect(await erase(one, file.id)).toMatchObject({ __typename: 'EraseAttachmentPayload' });
  });

  it('is not agreed to by who cannot read any more what it was to rest on', async () => {
    // As proposals are from before their texts and files stayed.
    const emptied = async (sql: string, more: object = {}): Promise<Answer> => {
      const { lot, finding } = await undecidedLot();
      const { release } = await propose(one, lot, finding, more);
      await ownerRows(testApp.database.ownerUrl, sql, [release.id]);
      return agree(two, release);
    };
    const noReason = `UPDATE lot_release SET reason = '' WHERE id = $1`;
    expect(await emptied(noReason)).toEqual(refusedWith('TEXT_ERASED'));
    const noDocument = 'UPDATE lot_release SET document_reference = NULL WHERE id = $1';
    expect(await emptied(noDocument)).toEqual(refusedWith('RELEASE_WITHOUT_EVIDENCE'));
    const { body: file } = await upload(one.client, { body: pdf() });
    const noFile = `UPDATE attachment SET erased_at = now(), file_name = NULL
      WHERE id IN (SELECT attachment_id FROM lot_release_attachment WHERE release_id = $1)`;
    expect(await emptied(noFile, { attachmentIds: [file.id] })).toEqual(refusedWith('PAPER_ERASED'));
  });

  it('names no grower any more who was erased, neither in its row nor beside the ledger', async () => {
    const growerId = await given.grower(trade.zizhong, { name: '示范农户欧阳某', telephone: '19900001234' });
    const { id: plotId } = await lots.land.plot(trade.zizhong, { town: '511025123', growerId });
    const lot = await lots.open(trade);
    await lots.allocated(trade, lot, await lots.packed(trade, trade.zizhong, 50, { plotId }));
    await judge(lot);
    const [finding] = of(await seen(one, lot), 'XD-JUICE');
    const reason = '示范农户欧阳某（19900001234）送来的报告';
    const { release } = await propose(one, lot, finding, { reason });
    await done(trade.zizhong, landDocuments.eraseGrower, { growerId });
    expect((await seen(one, lot)).releases).toMatchObject([{ reason: '***（***）送来的报告' }]);
    const texts = await ownerRows(
      testApp.database.ownerUrl,
      `SELECT field, text FROM ledger_text WHERE subject_ids @> ARRAY[$1::uuid] AND field = 'reason'`,
      [release.id],
    );
    expect(texts).toEqual([{ field: 'reason', text: null }]);
  });
});

describe('releases all together', () => {
  it('are read with the lot in one statement, and counted by market, rule, season and state', async () => {
    const { lot, finding } = await undecidedLot();
    await released([one, two], lot, finding);
    const page = `{ lots(first: 3) { edges { node { releasedCount checks { releasedCount findings { release { statement until } } } } } } }`;
    const { value, statements } = await collectStatements(testApp, () => one.client.run(page));
    expect(value.lots.edges[0].node).toMatchObject({ releasedCount: 1 });
    expect(statements.filter((sql) => !sql.includes('FROM session s'))).toHaveLength(1);

    const counted = async (filter: object): Promise<number> =>
      (await one.client.run(releaseDocuments.releases, { filter })).releases.totalCount;
    const all = await counted({});
    const inForce = await counted({ states: ['AGREED'] });
    expect(inForce).toBeGreaterThan(0);
    expect(inForce).toBeLessThan(all);
    expect(
      await counted({ marketCode: 'XD', season: '2025/26', ruleCode: 'XD-JUICE', unity: 'STANDARD' }),
    ).toBe(all);
    for (const none of [
      { marketCode: 'TH' },
      { season: '2026/27' },
      { ruleCode: 'XD-TSS' },
      { unity: 'CHANNEL' },
    ])
      expect(await counted(none)).toBe(0);
    const first = (await one.client.run(releaseDocuments.releases, { first: 1 })).releases;
    expect(first.edges[0].node.lotId).toBe(lot.id);
    const { endCursor: after } = first.pageInfo;
    const second = (await one.client.run(releaseDocuments.releases, { first: 100, after })).releases;
    expect(second.edges).toHaveLength(all - 1);
  });

  it('leave with the lot as history, or end with one that is given up', async () => {
    const { lot, finding } = await undecidedLot();
    const { release } = await released([one, two], lot, finding, { validUntil: '2026-01-26' });
    await lots.moved(trade, lot, 'CLEARED');
    await lots.moved(trade, lot, 'DECLARED', { declarationNumber: '530420260000000077' });
    const declared = (await move(lot, 'OPEN')).reasons;
    expect(declared[0].code).toBe('MOVE_NOT_POSSIBLE');
    const { transitions, ...full } = await lotActs(() => trade).find(trade.exporter, lot.id);
    const registrationNumbers = transitions.at(-1).declaredRegistrationNumbers;
    await lots.moved(trade, lot, 'INSPECTED', { customsFinding: found(full, { registrationNumbers }) });
    const certificate = { number: 'TEST-PC-77', issuedOn: '2026-01-25', validUntil: '2026-02-20' };
    await lots.moved(trade, lot, 'CERTIFIED', { certificate });
    await lots.moved(trade, lot, 'LOADED', { containerNumber: 'TSTU1234568', sealNumber: 'TEST-0077' });
    await lots.moved(trade, lot, 'DEPARTED');
    const kept = await seen(trade.exporter, lot);
    expect(kept).toMatchObject({ releasedCount: 1, releases: [{ id: release.id, state: 'KEPT' }] });
    expect(of(kept, 'XD-JUICE')).toMatchObject([{ verdict: 'INDETERMINATE', release: { state: 'KEPT' } }]);
    expect(kept.transitions.map(({ releaseIds }: Answer) => releaseIds)).toEqual(
      Array.from({ length: 6 }, () => [release.id]),
    );
    expect(await revoke(one, release)).toEqual(refusedWith('RELEASE_NOT_IN_FORCE'));
    expect(await eraseText(one, release.id)).toMatchObject(refusedWith('TEXT_TO_BE_KEPT'));
    expect(await propose(one, lot, finding)).toEqual(refusedWith('RELEASE_TOO_LATE'));

    const other = await undecidedLot();
    await propose(one, other.lot, other.finding);
    await lots.moved(trade, other.lot, 'CANCELLED', { reason: '不再需要' });
    expect((await seen(one, other.lot)).releases).toMatchObject([
      { state: 'ENDED', endedBecause: 'LOT_CANCELLED' },
    ]);
  });

  it('end with their last day, in Shanghai, whether or not anybody judges again; the next gate is shut', async () => {
    const { lot, finding } = await undecidedLot();
    const { release } = await released([one, two], lot, finding, { validUntil: '2026-01-26' });
    await lots.moved(trade, lot, 'CLEARED');
    clock.set('2026-01-26T15:59:00.000Z'); // 23:59 of the last day
    expect((await seen(await signedInAnew(one), lot)).releases).toMatchObject([
      { id: release.id, state: 'AGREED' },
    ]);
    clock.set('2026-01-26T16:00:00.000Z');
    // Sessions of yesterday are over as well.
    const [first, second, exporter] = await Promise.all([
      signedInAnew(one),
      signedInAnew(two),
      signedInAnew(trade.exporter),
    ]);
    const ended = { id: release.id, state: 'ENDED', endedBecause: 'EXPIRED' };
    expect(await seen(first, lot)).toMatchObject({ releasedCount: 0, releases: [ended] });
    const filter = { lotId: lot.id, states: ['ENDED'] };
    expect((await first.client.run(releaseDocuments.releases, { filter })).releases.totalCount).toBe(1);
    const declare = { lotId: lot.id, to: 'DECLARED', declarationNumber: '530420260000000078' };
    expect(await send(exporter, lotDocuments.moveLot, declare)).toEqual(refusedWith('REQUIREMENT_NOT_MET'));
    // It makes room for a new one.
    expect((await propose(second, lot, finding)).release).toMatchObject({ state: 'PROPOSED' });
    expect((await seen(first, lot)).releases).toMatchObject([ended, { state: 'PROPOSED' }]);
  });

  it('are all as the ledger says, and one that was forged is found', async () => {
    // The erasure of a file was written past the commands above.
    const difference = async () => (await ledgerVerified(testApp, ['attachment'])).difference;
    expect(await difference()).toBeNull();
    await ownerRows(
      testApp.database.ownerUrl,
      `UPDATE lot_release SET state = 'AGREED', agreed_at = now(), agreed_by_id = $1, agreed_judgement_id = judgement_id
       WHERE state = 'PROPOSED' AND proposed_by_id <> $1`,
      [one.userId],
    );
    expect(await difference()).toMatchObject({ table: 'lot_release' });
  });
});
