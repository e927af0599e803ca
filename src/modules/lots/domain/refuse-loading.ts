import { isContainerNumber } from '../../../kernel/container-number.js';
import type { Transport } from '../../channels/channel.queries.js';
import type { LotRefusal } from '../lot.refusals.js';

/** Plates and aircraft units have as many forms as there are countries: letters and digits, a digit among them. */
const PLATE = /^(?=.*\p{N})[\p{L}\p{N}][\p{L}\p{N} ·.-]{3,19}$/u;
const SEAL = /^[A-Za-z0-9][A-Za-z0-9-]{3,29}$/;
/** Without containers of their own: a lorry, or a unit load device. */
const BY_PLATE: readonly Transport[] = ['ROAD', 'AIR'];

/**
 * Refuses a container and a seal that cannot be. What is left out is refused elsewhere.
 *
 * @param transport of the lot's channel: by sea and rail a container of ISO 6346, by road the plate will do, by air the
 *   number of the unit
 * @returns NOT_A_CONTAINER, NOT_A_VEHICLE, NOT_A_SEAL; but for ISO 6346 the forms are the product's own and wide
 */
export function refuseLoading(
  transport: Transport,
  told: {
    readonly containerNumber?: string | null | undefined;
    readonly sealNumber?: string | null | undefined;
  },
): LotRefusal[] {
  const [container, seal] = [told.containerNumber?.trim(), told.sealNumber?.trim()];
  const refusals: LotRefusal[] = [];
  if (container && !isContainerNumber(container)) {
    if (!BY_PLATE.includes(transport))
      refusals.push({ code: 'NOT_A_CONTAINER', values: { container }, path: ['containerNumber'] });
    else if (!PLATE.test(container))
      refusals.push({ code: 'NOT_A_VEHICLE', values: { vehicle: container }, path: ['containerNumber'] });
  }
  if (seal && !SEAL.test(seal)) refusals.push({ code: 'NOT_A_SEAL', values: { seal }, path: ['sealNumber'] });
  return refusals;
}
