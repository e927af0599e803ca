import { declareRefusals } from '../../kernel/refusal.js';

export const seasonRefusals = declareRefusals({
  SEASON_NOT_UPCOMING: (v: { season: string; state: string }) => ({
    zh: `产季 ${v.season} ${v.state === 'CLOSED' ? '已结束' : '已经开放'}`,
    en: `The season ${v.season} is ${v.state === 'CLOSED' ? 'closed' : 'open already'}`,
  }),
  SEASON_NOT_NEXT: (v: { season: string; next: string }) => ({
    zh: `只能提前开放下一产季 ${v.next}，不能开放 ${v.season}`,
    en: `Only the next season, ${v.next}, can be opened early, not ${v.season}`,
  }),
  SEASON_CLOSED_ALREADY: (v: { season: string }) => ({
    zh: `产季 ${v.season} 已结束`,
    en: `The season ${v.season} is closed already`,
  }),
  SEASON_NOT_OVER: (v: { season: string; last: string }) => ({
    zh: `产季 ${v.season} 到 ${v.last} 才结束`,
    en: `The season ${v.season} runs until ${v.last}`,
  }),
  LATER_SEASON_CLOSED: (v: { season: string; later: string }) => ({
    zh: `更晚的产季 ${v.later} 已结束，其期初库存已含 ${v.season} 的结余`,
    en: `The later season ${v.later} is closed, and what was left of ${v.season} is in its stock`,
  }),
  EARLIER_SEASON_OPEN: (v: { season: string; earlier: string }) => ({
    zh: `更早的产季 ${v.earlier} 尚有库存或未了结的出口批，须先结束它，再结束 ${v.season}`,
    en: `The earlier season ${v.earlier} still has stock or open lots; close it before ${v.season}`,
  }),
  SEASON_HAS_OPEN_LOT: (v: { lot: string; state: string }) => ({
    zh: `联合出口批 ${v.lot} 尚未了结（${v.state}）`,
    en: `The joint lot ${v.lot} has not come to an end (${v.state})`,
  }),
  SEASON_NOT_OPEN: (v: { season: string; state: string }) => ({
    zh:
      v.state === 'CLOSED'
        ? `产季 ${v.season} 已结束，不能再安排出口批`
        : `产季 ${v.season} 尚未开放；请基地办公室提前开放`,
    en:
      v.state === 'CLOSED'
        ? `The season ${v.season} is closed; no lot can be planned in it`
        : `The season ${v.season} is not open yet; the base office can open it early`,
  }),
});
