import { notFound } from '../../../infrastructure/database/common-refusals.js';
import type { PlotId } from '../../../kernel/ids.js';
import type { LandRefusal } from '../land.refusals.js';
import {
  isWithin,
  overlap,
  standingSpan,
  type RegistrationKind,
  type Span,
  type Validity,
} from './registration.js';

/** The registration that plots are to be put under. */
export interface CoveringRegistration extends Validity {
  readonly kind: RegistrationKind;
  readonly number: string;
}

/** A plot to be covered, as far as the caller may use it, and the spans in which it is under the registration already. */
export interface PlotToCover {
  readonly id: PlotId;
  readonly code: string;
  readonly covered: readonly Span[];
}

/**
 * What keeps plots from being put under a registration; empty if nothing does.
 *
 * @param asked ids as asked for, in that order
 * @param plots those of them that exist and that the caller may put there
 * @param span  from when to when; the same for all
 * @returns REGISTRATION_COVERS_NO_PLOTS, REGISTRATION_DATES_REVERSED, REGISTRATION_WITHDRAWN,
 *   COVERAGE_BEYOND_REGISTRATION, NOT_FOUND, PLOT_NAMED_TWICE, PLOT_COVERED_ALREADY
 */
export function refuseCoverage(
  registration: CoveringRegistration,
  asked: readonly PlotId[],
  plots: readonly PlotToCover[],
  span: Span,
): LandRefusal[] {
  const { number, kind, withdrawnOn } = registration;
  if (kind === 'PACKHOUSE') return [{ code: 'REGISTRATION_COVERS_NO_PLOTS', values: { number } }];
  return [...refuseSpan(registration, span, withdrawnOn), ...refusePlots(asked, plots, span)];
}

function refuseSpan(
  registration: CoveringRegistration,
  span: Span,
  withdrawnOn: Span['validTo'],
): LandRefusal[] {
  const refusals: LandRefusal[] = [];
  const { validFrom: from, validTo: to } = span;
  if (to !== null && to < from)
    refusals.push({ code: 'REGISTRATION_DATES_REVERSED', values: { from, to }, path: ['validTo'] });
  const standing = standingSpan(registration);
  if (standing && isWithin(span, standing)) return refusals;
  if (withdrawnOn !== null)
    refusals.push({
      code: 'REGISTRATION_WITHDRAWN',
      values: { number: registration.number, on: withdrawnOn },
      path: ['registrationId'],
    });
  else
    refusals.push({
      code: 'COVERAGE_BEYOND_REGISTRATION',
      values: { from: registration.validFrom, to: registration.validTo ?? '…' },
      path: ['validFrom'],
    });
  return refusals;
}

function refusePlots(asked: readonly PlotId[], plots: readonly PlotToCover[], span: Span): LandRefusal[] {
  const known = new Map(plots.map((plot) => [plot.id, plot]));
  return asked.flatMap((id, index): LandRefusal[] => {
    const path = ['plotIds', String(index)];
    const plot = known.get(id);
    if (!plot) return [notFound(id, ...path)];
    if (asked.indexOf(id) < index) return [{ code: 'PLOT_NAMED_TWICE', values: { plot: plot.code }, path }];
    return plot.covered
      .filter((covered) => overlap(covered, span))
      .map(({ validFrom, validTo }): LandRefusal => ({
        code: 'PLOT_COVERED_ALREADY',
        values: { plot: plot.code, from: validFrom, to: validTo ?? '…' },
        path,
      }));
  });
}
