import type { OrganisationKind } from '../../../infrastructure/auth/permissions.js';
import type { NotFound } from '../../../infrastructure/database/common-refusals.js';
import type { LocalDate } from '../../../kernel/local-date.js';
import { HOME_MARKET } from '../../standards/domain/home-market.js';
import type { ChannelRefusal } from '../channel.refusals.js';

/** A channel as it is to be opened; both days included. */
export interface ChannelAsked {
  readonly code: string;
  readonly exporterId: string;
  readonly marketCode: string;
  readonly customsDistrictCode: string;
  readonly validFrom: LocalDate;
  /** Null: open without end. */
  readonly validTo: LocalDate | null;
}

/** What is known of what a new channel names. */
export interface ChannelContext {
  /** Null: there is no such organisation. */
  readonly exporter: {
    readonly code: string;
    readonly kind: OrganisationKind;
    readonly isClosed: boolean;
  } | null;
  readonly marketExists: boolean;
  readonly customsDistrictExists: boolean;
  readonly codeTaken: boolean;
}

/**
 * Why a channel cannot be opened; empty: it can. Whether the market is open to the fruit is not asked here: that is
 * judged for each lot on the day it leaves, and a channel may be made ready before.
 *
 * @returns CHANNEL_LEADS_HOME, CHANNEL_MARKET_UNKNOWN, CHANNEL_CUSTOMS_UNKNOWN, CHANNEL_DATES_REVERSED, NOT_FOUND,
 *   CHANNEL_EXPORTER_EXPECTED, CHANNEL_EXPORTER_CLOSED, CHANNEL_CODE_TAKEN
 * @see reference/working-rules.md, rule 9
 */
export function refuseOpening(asked: ChannelAsked, context: ChannelContext): (ChannelRefusal | NotFound)[] {
  const { code, marketCode, customsDistrictCode, validFrom, validTo } = asked;
  const refusals = refuseExporter(asked.exporterId, context.exporter);
  if (marketCode === HOME_MARKET)
    refusals.push({ code: 'CHANNEL_LEADS_HOME', values: {}, path: ['marketCode'] });
  else if (!context.marketExists)
    refusals.push({ code: 'CHANNEL_MARKET_UNKNOWN', values: { marketCode }, path: ['marketCode'] });
  if (!context.customsDistrictExists)
    refusals.push({
      code: 'CHANNEL_CUSTOMS_UNKNOWN',
      values: { customsDistrictCode },
      path: ['customsDistrictCode'],
    });
  if (context.codeTaken) refusals.push(codeTaken(code));
  if (validTo !== null && validTo < validFrom)
    refusals.push({ code: 'CHANNEL_DATES_REVERSED', values: { validFrom, validTo }, path: ['validTo'] });
  return refusals;
}

function refuseExporter(id: string, exporter: ChannelContext['exporter']): (ChannelRefusal | NotFound)[] {
  const path = ['exporterId'];
  if (!exporter) return [{ code: 'NOT_FOUND', values: { id }, path }];
  const { code } = exporter;
  const refusals: ChannelRefusal[] = [];
  if (exporter.kind !== 'EXPORTER')
    refusals.push({ code: 'CHANNEL_EXPORTER_EXPECTED', values: { code }, path });
  if (exporter.isClosed) refusals.push({ code: 'CHANNEL_EXPORTER_CLOSED', values: { code }, path });
  return refusals;
}

/** The refusal of a code another channel has; said here, and where the unique key catches a race. */
export const codeTaken = (code: string): ChannelRefusal => ({
  code: 'CHANNEL_CODE_TAKEN',
  values: { code },
  path: ['code'],
});

/**
 * Why a channel cannot close on a day, which is its last open one; empty: it can. A closing may be brought forward and
 * never put off: lots were judged by the day it had, so opening again is a new channel.
 *
 * @returns CHANNEL_CLOSED_TOO_EARLY before its first day; CHANNEL_CLOSED_ALREADY where it closes no later as it is
 */
export function refuseClosing(
  channel: Pick<ChannelAsked, 'code' | 'validFrom' | 'validTo'>,
  closedOn: LocalDate,
): ChannelRefusal[] {
  const { code, validFrom, validTo } = channel;
  const path = ['closedOn'];
  if (closedOn < validFrom) return [{ code: 'CHANNEL_CLOSED_TOO_EARLY', values: { code, validFrom }, path }];
  if (validTo !== null && validTo <= closedOn)
    return [{ code: 'CHANNEL_CLOSED_ALREADY', values: { code, validTo }, path }];
  return [];
}
