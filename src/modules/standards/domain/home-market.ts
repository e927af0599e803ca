/**
 * Where fruit goes that is sold at home 转内销: a market like others for its limits and rules (code of ISO 3166-1), but
 * never one that is exported to.
 */
export const HOME_MARKET = 'CN';
