import { describedEnum } from '../../graphql/enums.js';
import type { AreaStatusCode, TreatmentKind } from '../standards/domain/pest-words.js';
import type { Lure } from './domain/lure.js';
import type { DoseUnit } from './domain/refuse-treatment.js';

export const LureEnum = describedEnum<Lure>('Lure', 'What draws pests into a trap.', {
  ATTRACTANT: '性诱剂等引诱剂: an attractant, such as that of a sex.',
  FOOD_BAIT: '食物诱剂: something to eat.',
  COLOUR: '色板: a coloured board.',
  OTHER: 'Anything else.',
});

export const AreaStatusEnum = describedEnum<AreaStatusCode>(
  'AreaPestStatus',
  'What an area is for a pest, in the words of ISPM 5, 4, 10, 22 and 26.',
  {
    FREE_AREA: '非疫区: pest free area.',
    FREE_PLACE_OF_PRODUCTION: '非疫产地: pest free place of production.',
    LOW_PREVALENCE: '有害生物低度流行区: area of low pest prevalence.',
    PRESENT: '发生区: the pest is present.',
    UNDER_SUPERVISION: '监管中: under supervision of customs, not concluded.',
  },
);

export const TreatmentKindEnum = describedEnum<TreatmentKind>(
  'QuarantineTreatmentKind',
  'A quarantine treatment 检疫处理; never a post-harvest treatment 采后保鲜处理.',
  {
    COLD: '冷处理: held cold for days.',
    FUMIGATION: '熏蒸: under a gas.',
    HEAT: '热处理: heated.',
    IRRADIATION: '辐照: irradiated.',
    OTHER: 'Another one.',
  },
);

export const DoseUnitEnum = describedEnum<DoseUnit>('TreatmentDoseUnit', 'The unit of a dose.', {
  G_PER_M3: 'g/m³.',
  ML_PER_M3: 'mL/m³.',
  GRAY: 'Gy.',
});
