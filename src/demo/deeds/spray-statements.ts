import { StateSpraysComplete } from '../../modules/growing/commands/state-sprays-complete.js';
import { lookedAtFor } from '../../modules/growing/domain/stated-sprays.js';
import { china, HOURS, on } from '../plan/calendar.js';
import { harvestCode, plotOf } from '../plan/campaign-figures.js';
import { CAMPAIGNS } from '../plan/campaigns.js';
import { LATE_SPRAY, SPRAYS } from '../plan/growing.js';
import { done, type Deed } from '../runner/deed.js';

interface Statement {
  readonly about: string;
  readonly plot: string;
  readonly harvestedOn: string;
  readonly statedOn: string;
  readonly hour: string;
  readonly by: string;
  readonly onBehalfOf?: string | undefined;
}

/**
 * With each harvest it is stated that all sprays of the year up to it are on record. Where one was entered late, that was wrong and is
 * stated again: the fruit is blocked for what was sprayed, not for what nobody said.
 */
export const sprayStatementDeeds = (): Deed[] =>
  HARVESTED.flatMap((harvested) => [
    stated({ ...harvested, statedOn: harvested.harvestedOn, hour: HOURS.sprayStated }),
    ...(LATE_SPRAY.plots.includes(harvested.plot) && LATE_SPRAY.on <= harvested.harvestedOn
      ? [stated({ ...harvested, statedOn: LATE_SPRAY.enteredOn, hour: HOURS.sprayStatedAgain })]
      : []),
  ]);

const HARVESTED = CAMPAIGNS.flatMap(({ code, pickedOn, pickings }) =>
  pickings.map((picking, i) => ({
    about: harvestCode(code, i),
    plot: picking.plot,
    harvestedOn: pickedOn,
    by: picking.by ?? plotOf(picking).by,
    onBehalfOf: picking.onBehalfOf,
  })),
);

const stated = ({ about, plot, harvestedOn, statedOn, hour, by, onBehalfOf }: Statement): Deed => ({
  at: china(statedOn, hour),
  as: by,
  needs: 'growing:record',
  name: `stateSpraysComplete ${about} ${statedOn}`,
  give: async ({ ctx, requestId, names, command }) => {
    const { from, to } = lookedAtFor(on(harvestedOn));
    const spraysOnRecord = [...SPRAYS, LATE_SPRAY].filter(
      (spray) =>
        spray.plots.includes(plot) &&
        from <= spray.on &&
        spray.on <= to &&
        china(spray.enteredOn ?? spray.on, HOURS.sprayEntered) < ctx.now,
    ).length;
    const told = {
      plotId: names.id('plot', plot),
      from,
      to,
      spraysOnRecord,
      onBehalfOfId: onBehalfOf ? names.id('grower', onBehalfOf) : null,
    };
    await done(command(StateSpraysComplete).execute(ctx, { requestId, ...told }));
  },
});
