import { both, failed, passed, said, step, undecided } from '../domain/judgement.js';
import { marketNamed } from '../domain/names.js';
import { lotOf, shipmentDay, within, type RuleKind } from '../domain/rule-kind.js';
import { departureUnknown } from './market-open.js';
import { readParameters } from './read-parameters.js';

/**
 * 统一渠道: the lot leaves by a channel of its own exporter and market that is open on the shipment day.
 *
 * @see reference/working-rules.md, rule 9
 */
export const channelOpen: RuleKind<null> = {
  kind: 'channel-open',
  subjects: ['LOT', 'SHIPMENT'],
  actDay: 'SHIPMENT_DAY',
  ofMarket: true,
  releasable: true,
  remedy: step(
    'EXPORTER',
    '出口企业改用已开通的渠道，或请基地办公室开通。',
    'The exporter chooses a channel that is open, or asks the base office to open one.',
  ),
  parseParameters: (raw) => {
    readParameters('channel-open', raw, []);
    return null;
  },
  judge: (_, subject, { facts, at }) => {
    const lot = lotOf(subject);
    const { channel } = facts;
    if (!channel) {
      return undecided(
        both('未选定出口渠道。', 'No channel is chosen.'),
        step(
          'EXPORTER',
          '出口企业选定基地办公室开通的渠道。',
          'The exporter chooses a channel the base office has opened.',
        ),
        [{ type: 'lot', id: lot.id, field: 'channel', value: null }],
      );
    }
    const evidence = [{ type: 'channel', id: channel.id, field: 'openTo', value: channel.openTo }];
    if (channel.exporterId !== lot.exporterId) {
      return failed(both('渠道属于另一家出口企业。', 'The channel belongs to another exporter.'), evidence);
    }
    if (channel.market !== facts.market) {
      const market = marketNamed(facts, channel.market);
      return failed(
        said(() =>
          both(
            `渠道通往${market.zh}，不是该批的目的市场。`,
            `The channel leads to ${market.en}, not to the lot's market.`,
          ),
        ),
        evidence,
      );
    }
    const day = shipmentDay(facts, at);
    if (day === null) return departureUnknown();
    return within(day, channel.openFrom, channel.openTo)
      ? passed(
          said(() => both(`渠道在 ${day} 开通。`, `The channel is open on ${day}.`)),
          evidence,
        )
      : failed(
          said(() => both(`渠道在 ${day} 未开通。`, `The channel is not open on ${day}.`)),
          evidence,
        );
  },
};
