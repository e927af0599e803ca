import { randomUUID } from 'node:crypto';
import { decimal } from '../../../src/kernel/decimal.js';
import type { GrowerId, OrchardId, PlotId, RegistrationId } from '../../../src/kernel/ids.js';
import { localDate } from '../../../src/kernel/local-date.js';
import { ConfirmCoverage } from '../../../src/modules/land/commands/confirm-coverage.js';
import { ConfirmRegistration } from '../../../src/modules/land/commands/confirm-registration.js';
import { CoverPlots, type CoverPlotsTold } from '../../../src/modules/land/commands/cover-plots.js';
import { RecordGrower, type RecordGrowerTold } from '../../../src/modules/land/commands/record-grower.js';
import {
  RecordRegistration,
  type RecordRegistrationTold,
} from '../../../src/modules/land/commands/record-registration.js';
import {
  RegisterOrchard,
  type RegisterOrchardTold,
} from '../../../src/modules/land/commands/register-orchard.js';
import { RegisterPlot, type RegisterPlotTold } from '../../../src/modules/land/commands/register-plot.js';
import type { TestApp } from '../test-app.js';
import type { Member } from './organisations.js';
import { valueOf } from './value-of.js';

/** A square of about 100 m, 15.7 mu, with its south-west corner here. */
export function squareAt(lng: number, lat: number): object {
  const [east, north] = [lng + 0.001, lat + 0.0009];
  return {
    type: 'Polygon',
    coordinates: [
      [
        [lng, lat],
        [east, lat],
        [east, north],
        [lng, north],
        [lng, lat],
      ],
    ],
  };
}

const request = () => ({ requestId: randomUUID() });
const shortCode = (prefix: string): string => `${prefix}-${randomUUID().slice(0, 8).toUpperCase()}`;

/** Land, brought about by those it belongs to through the commands that bring it about in earnest. */
export function givenLand({ app }: TestApp) {
  /** A plot of Tarocco in 双龙镇, Zizhong, ten mu, unless said otherwise. */
  async function plot(
    by: Member,
    { town, ...more }: { town?: string } & Partial<RegisterPlotTold> = {},
  ): Promise<{ id: PlotId; code: string }> {
    const told = {
      code: shortCode('P'),
      townCode: town ?? '511025123',
      varietyCode: 'TAROCCO',
      declaredMu: decimal('10'),
      ...more,
    };
    const made = await app.get(RegisterPlot).execute(await by.ctx(), { ...request(), ...told });
    return { id: valueOf(made).plotId, code: told.code };
  }

  async function orchard(by: Member, more: Partial<RegisterOrchardTold> = {}): Promise<OrchardId> {
    const told = { code: shortCode('O'), nameZh: '示范果园', townCode: '511025123', ...more };
    const made = await app.get(RegisterOrchard).execute(await by.ctx(), { ...request(), ...told });
    return valueOf(made).orchardId;
  }

  async function grower(by: Member, more: Partial<RecordGrowerTold> = {}): Promise<GrowerId> {
    const told = { code: shortCode('G'), name: '示范农户', telephone: '000-0000-0000', ...more };
    const made = await app.get(RecordGrower).execute(await by.ctx(), { ...request(), ...told });
    return valueOf(made).growerId;
  }

  /** An orchard registration of the member's own organisation for two seasons, unless said otherwise. */
  async function registration(
    by: Member,
    more: Partial<RecordRegistrationTold> = {},
  ): Promise<{ id: RegistrationId; number: string }> {
    const told: RecordRegistrationTold = {
      kind: 'ORCHARD',
      number: shortCode('TEST'),
      customsDistrictCode: 'CHENGDU',
      nameZh: '示范注册果园',
      validFrom: localDate('2025-09-01'),
      validTo: localDate('2027-08-31'),
      ...more,
    };
    const made = await app.get(RecordRegistration).execute(await by.ctx(), { ...request(), ...told });
    return { id: valueOf(made).registrationId, number: told.number };
  }

  /** Plots put under a registration for all the time it has, unless said otherwise. */
  async function covered(
    by: Member,
    registrationId: RegistrationId,
    plotIds: readonly PlotId[],
    more: Partial<CoverPlotsTold> = {},
  ): Promise<void> {
    const told = { registrationId, plotIds, validFrom: localDate('2025-09-01'), ...more };
    valueOf(await app.get(CoverPlots).execute(await by.ctx(), { ...request(), ...told }));
  }

  /** The base office confirms a registration, and that these plots stand under it. */
  async function confirmed(
    by: Member,
    registrationId: RegistrationId,
    plotIds: readonly PlotId[] = [],
  ): Promise<void> {
    if (plotIds.length === 0)
      valueOf(await app.get(ConfirmRegistration).execute(await by.ctx(), { ...request(), registrationId }));
    else
      valueOf(
        await app.get(ConfirmCoverage).execute(await by.ctx(), { ...request(), registrationId, plotIds }),
      );
  }

  return { plot, orchard, grower, registration, covered, confirmed };
}
