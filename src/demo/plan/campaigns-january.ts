import { all, type CampaignPlan } from './campaign-plan.js';

/** Fruit for the first two lots, picked in January. */
export const JANUARY: readonly CampaignPlan[] = [
  {
    code: 'Z01',
    pickedOn: '2026-01-12',
    packer: 'packhouse',
    pickings: [
      { plot: 'ZZA-01', kg: 6_400 },
      // The grower has no telephone that could do it: the clerk enters what he says, and the record says so.
      { plot: 'ZZA-02', kg: 5_200, by: 'coop-zizhong-clerk', onBehalfOf: 'ZZA-G02' },
    ],
    class: 'I',
    packOut: 76,
    market: 'XD',
    registration: 'DEMO-GY-ZZ01',
    brand: 'JOINT',
    packed: all('P2526-Z01'),
  },
  {
    code: 'R01',
    pickedOn: '2026-01-12',
    packer: 'packhouse',
    pickings: [
      { plot: 'RCA-01', kg: 5_800 },
      { plot: 'RCA-02', kg: 6_100 },
    ],
    class: 'I',
    packOut: 75,
    market: 'XD',
    registration: 'DEMO-GY-RC01',
    brand: 'JOINT',
    packed: all('P2526-R01'),
  },
  {
    code: 'Z02',
    pickedOn: '2026-01-19',
    packer: 'packhouse-two',
    pickings: [
      { plot: 'ZZA-03', kg: 7_300 },
      { plot: 'ZZA-04', kg: 6_600 },
    ],
    class: 'I',
    packOut: 77,
    market: 'XD',
    registration: 'DEMO-GY-ZZ01',
    packed: [
      // Wholly of Zizhong and packed by an authorised user: two people let it go under the name 资中血橙.
      { code: 'P2526-Z02A', for: 'exporter', share: 60, indication: 'ZIZHONG-BLOOD-ORANGE' },
      { code: 'P2526-Z02B', for: 'exporter', share: 40 },
    ],
  },
  {
    code: 'R02',
    pickedOn: '2026-01-19',
    packer: 'packhouse',
    pickings: [{ plot: 'RCA-03', kg: 6_900 }],
    class: 'I',
    packOut: 74,
    market: 'XD',
    registration: 'DEMO-GY-RC01',
    packed: all('P2526-R02'),
  },
];
