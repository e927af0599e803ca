import { describe, expect, it } from '@jest/globals';
import type { OrganisationId, UserId } from '../../../kernel/ids.js';
import { localDate, type Season } from '../../../kernel/local-date.js';
import { sentenceOf, type AnyRefusal } from '../../../kernel/refusal.js';
import '../../attachments/erasing.refusals.js';
import type { Finding } from '../../standards/domain/finding.js';
import '../release.refusals.js';
import {
  refuseAgreement,
  refuseDecline,
  refuseProposal,
  refuseRevocation,
  type LotToRelease,
  type ProposedRelease,
  type ReleaseSaid,
  type Releaser,
} from './refuse-release.js';
import { RELEASE_ENDS, RELEASE_STATES, type ReleaseEnd } from './release.js';
import { sampleFinding } from './sample-findings.js';

const [OFFICE, COOPERATIVE, EXPORTER] = ['office', 'cooperative', 'exporter'] as OrganisationId[];
const [ONE, TWO] = ['one', 'two'] as UserId[];
const around = { today: localDate('2026-11-22'), gainers: [COOPERATIVE!, EXPORTER!] };

const lot = (given: Partial<LotToRelease> = {}): LotToRelease => ({
  code: 'L2627-1',
  state: 'OPEN',
  season: '2026/27' as Season,
  ...given,
});
const by = (given: Partial<Releaser> = {}): Releaser => ({
  userId: ONE!,
  organisationIds: [OFFICE!],
  ...given,
});
const finding = (given: Partial<Finding> = {}): Finding =>
  sampleFinding({ kind: 'market-pack-confirmed', verdict: 'INDETERMINATE', ...given });
const said = (given: Partial<ReleaseSaid> = {}): ReleaseSaid => ({
  ruleCode: 'RULE',
  attachmentIds: ['file'],
  documentReference: null,
  validUntil: localDate('2026-12-31'),
  ...given,
});

/** Codes of the refusals, each of which must have a sentence in both languages. */
const codesOf = (refusals: readonly AnyRefusal[]): string[] =>
  refusals.map((refusal) => {
    const { zh, en } = sentenceOf(refusal);
    expect([zh, en].every((text) => text !== '' && !/undefined|\[object/.test(text))).toBe(true);
    return refusal.code;
  });

describe('proposing a release', () => {
  const propose = (
    given: {
      lot?: LotToRelease;
      finding?: Finding | null;
      said?: ReleaseSaid;
      by?: Releaser;
      stands?: boolean;
    } = {},
  ): string[] =>
    codesOf(
      refuseProposal(
        given.lot ?? lot(),
        given.finding === undefined ? finding() : given.finding,
        given.said ?? said(),
        given.by ?? by(),
        { ...around, stands: given.stands ?? false },
      ),
    );

  it.each([
    ['with a file', said()],
    ['with a document and no file', said({ attachmentIds: [], documentReference: 'No. 12' })],
    ['for today alone', said({ validUntil: localDate('2026-11-22') })],
    ['for the rest of the season', said({ validUntil: localDate('2027-08-31') })],
  ])('is possible %s', (_, told) => {
    expect(propose({ said: told })).toEqual([]);
  });

  it.each(['CLEARED', 'DECLARED', 'INSPECTED', 'CERTIFIED', 'LOADED'] as const)(
    'is possible while the lot is %s',
    (state) => expect(propose({ lot: lot({ state }) })).toEqual([]),
  );

  it.each(['DEPARTED', 'ARRIVED', 'CLOSED', 'RETURNED', 'DIVERTED', 'CANCELLED'] as const)(
    'is too late when the lot is %s',
    (state) => expect(propose({ lot: lot({ state }) })).toEqual(['RELEASE_TOO_LATE']),
  );

  it.each(['PASS', 'FAIL', 'NOT_APPLICABLE'] as const)('is not for a %s', (verdict) => {
    expect(propose({ finding: finding({ verdict }) })).toEqual(['RELEASE_NOT_INDETERMINATE']);
  });

  it.each([
    'orchard-registration',
    'packhouse-registration',
    'marked-registration',
    'single-registration-per-run',
    'banned-substance',
    'preharvest-interval',
    'residue-limit',
    'market-open',
    'no-open-hold',
    'a kind that this version does not know',
  ])('is never for %s', (kind) => {
    expect(propose({ finding: finding({ kind }) })).toEqual(['RELEASE_NEVER']);
    const failed = finding({ kind, verdict: 'FAIL' });
    expect(propose({ finding: failed })).toEqual(['RELEASE_NEVER', 'RELEASE_NOT_INDETERMINATE']);
  });

  it.each([
    ['advice, or a later stage', { finding: finding({ gating: false }) }, ['RELEASE_STOPS_NOTHING']],
    ['what was not judged', { finding: null }, ['RELEASE_OF_NO_FINDING']],
    [
      'what nothing speaks for',
      { said: said({ attachmentIds: [], documentReference: null }) },
      ['RELEASE_WITHOUT_EVIDENCE'],
    ],
    ['a day that has passed', { said: said({ validUntil: localDate('2026-11-21') }) }, ['RELEASE_EXPIRED']],
    ['the next season', { said: said({ validUntil: localDate('2027-09-01') }) }, ['RELEASE_BEYOND_SEASON']],
    [
      'a lot of a season that is over, whatever day is given',
      { lot: lot({ season: '2025/26' as Season }), said: said({ validUntil: localDate('2026-08-31') }) },
      ['RELEASE_SEASON_OVER'],
    ],
    ['what is released or proposed already', { stands: true }, ['RELEASE_STANDS']],
    ['the exporter', { by: by({ organisationIds: [OFFICE!, EXPORTER!] }) }, ['RELEASE_BY_WHO_GAINS']],
    ['whoever grew it', { by: by({ organisationIds: [COOPERATIVE!] }) }, ['RELEASE_BY_WHO_GAINS']],
  ])('is not for %s', (_, given, expected) => {
    expect(propose(given)).toEqual(expected);
  });

  it('is refused with every reason at once', () => {
    const told = said({ attachmentIds: [], validUntil: localDate('2026-01-01') });
    const partial = by({ organisationIds: [EXPORTER!] });
    expect(propose({ finding: finding({ verdict: 'FAIL' }), said: told, by: partial, stands: true })).toEqual(
      [
        'RELEASE_BY_WHO_GAINS',
        'RELEASE_NOT_INDETERMINATE',
        'RELEASE_WITHOUT_EVIDENCE',
        'RELEASE_EXPIRED',
        'RELEASE_STANDS',
      ],
    );
  });
});

describe('agreeing to a release', () => {
  const agree = (
    given: Partial<ProposedRelease> = {},
    {
      ended = null,
      person = TWO!,
      now = finding(),
    }: { ended?: ReleaseEnd | null; person?: UserId; now?: Finding } = {},
    organisationIds: OrganisationId[] = [OFFICE!],
  ): string[] => {
    const release = {
      state: 'PROPOSED',
      proposedById: ONE!,
      validUntil: localDate('2026-12-31'),
      reason: '示范理由',
      documentReference: 'TEST-REPORT-1',
      attachmentCount: 0,
      ...given,
    } as const;
    return codesOf(
      refuseAgreement(lot(), release, now, { userId: person, organisationIds }, { ...around, ended }),
    );
  };

  it.each<[string, Partial<ProposedRelease>, string[]]>([
    ['its reason was erased', { reason: '' }, ['TEXT_ERASED']],
    ['the number of its only document was erased', { documentReference: null }, ['RELEASE_WITHOUT_EVIDENCE']],
    ['both were', { reason: '', documentReference: null }, ['TEXT_ERASED', 'RELEASE_WITHOUT_EVIDENCE']],
    ['a file is left', { documentReference: null, attachmentCount: 1 }, []],
  ])('can be read by who agrees: %s', (_, given, expected) => {
    expect(agree(given)).toEqual(expected);
  });

  it('is for a second person, while the finding is as it was', () => {
    expect(agree()).toEqual([]);
    expect(agree({}, { person: ONE! })).toEqual(['RELEASE_NEEDS_ANOTHER_PERSON']);
    expect(agree({}, {}, [OFFICE!, COOPERATIVE!])).toEqual(['RELEASE_BY_WHO_GAINS']);
    expect(agree({ validUntil: localDate('2026-11-21') })).toEqual(['RELEASE_EXPIRED']);
  });

  it.each(RELEASE_ENDS)('is too late when it has ended: %s', (ended) => {
    expect(agree({}, { ended })).toEqual(['RELEASE_FINDING_CHANGED']);
  });

  it('looks at the finding once more: what may never be released was not proposed for good', () => {
    expect(agree({}, { now: finding({ kind: 'residue-limit' }) })).toEqual(['RELEASE_NEVER']);
    expect(agree({}, { now: finding({ gating: false }) })).toEqual(['RELEASE_STOPS_NOTHING']);
  });

  it.each(RELEASE_STATES.filter((state) => state !== 'PROPOSED'))(
    'is not possible when it is %s',
    (state) => {
      expect(agree({ state })).toEqual(['RELEASE_DECIDED']);
    },
  );
});

describe('saying no', () => {
  it.each(RELEASE_STATES)('to one that is %s', (state) => {
    const isProposed = state === 'PROPOSED';
    const isAgreed = state === 'AGREED';
    expect(codesOf(refuseDecline({ state }))).toEqual(isProposed ? [] : ['RELEASE_DECIDED']);
    expect(codesOf(refuseRevocation(lot(), { state }))).toEqual(isAgreed ? [] : ['RELEASE_NOT_IN_FORCE']);
  });

  it('changes nothing about a lot that has left', () => {
    expect(codesOf(refuseRevocation(lot({ state: 'DEPARTED' }), { state: 'AGREED' }))).toEqual([
      'RELEASE_TOO_LATE',
    ]);
  });
});
