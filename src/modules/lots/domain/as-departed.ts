import type { Facts } from '../../standards/domain/facts.js';
import type { MarketKnowledge } from '../../standards/domain/market-knowledge.js';

/**
 * What is recorded of a lot that arrives, judged by the editions under which it left: periods of the market, limits, pack,
 * watch list and unified list as they were known then. An edition that was published while the lot was on its way says
 * nothing of it, whatever days it is for.
 *
 * @param recorded what is on record now
 * @param departed the facts that the departure was judged by; what older versions did not keep stays out
 */
export function asDeparted(recorded: Facts, departed: Facts): Facts {
  const { watchList: _, ...rest } = recorded;
  const known: MarketKnowledge = {
    marketStatus: departed.marketStatus,
    marketPack: departed.marketPack,
    residueLimits: departed.residueLimits,
    residueFallback: departed.residueFallback,
    ...(departed.watchList === undefined ? {} : { watchList: departed.watchList }),
  };
  return { ...rest, ...known, varietyLists: departed.varietyLists };
}
