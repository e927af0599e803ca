/** The password of every demo account. It is printed at start, so it works only while the server is bound to loopback. */
export const DEMO_PASSWORD = 'blood-orange-demo';

/**
 * The accounts that are announced: one of each kind of organisation, a second person of the base office, who confirms what
 * the first one enters, and a second exporter to compare with.
 */
export const DEMO_SIGN_INS = [
  { username: 'base' },
  { username: 'base-two' },
  { username: 'coop-zizhong' },
  { username: 'coop-rongchang' },
  { username: 'packhouse' },
  { username: 'processor' },
  { username: 'inspector' },
  { username: 'exporter' },
  { username: 'exporter-two' },
] as const;
