import { ATTACHMENT } from './attachments.js';
import { AT, CODE, DAY, HARVEST, OWNER, id, owned, recorded, visible, type Row } from './shared.js';

const DESIGN = id(80);
const RANGE = id(81);

/** Label designs, serial numbers, and the labels on a batch. */
export const labels: Record<string, Row> = {
  label_design: {
    id: DESIGN,
    code: CODE,
    brand_code: CODE,
    ...owned,
    marks: ['PACKER'],
    texts: CODE,
    series: CODE,
    artwork_id: ATTACHMENT,
    valid_from: DAY,
    valid_to: DAY,
    ...recorded,
    recorded_at: AT,
  },
  label_range: {
    id: RANGE,
    design_id: DESIGN,
    packhouse_id: OWNER.organisationId,
    series: CODE,
    first_serial: 1,
    last_serial: 9,
    issued_on: DAY,
    ...recorded,
    recorded_at: AT,
    ...visible,
  },
  label_use: {
    id: id(82),
    batch_id: HARVEST,
    ...owned,
    design_id: DESIGN,
    range_id: RANGE,
    series: CODE,
    first_serial: 1,
    last_serial: 5,
    ...recorded,
    recorded_at: AT,
    ...visible,
  },
};
