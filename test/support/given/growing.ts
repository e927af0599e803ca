import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { receiveBlob } from '../../../src/infrastructure/blobs/receive-blob.js';
import type { AttachmentId, GrowingRecordId, PlotId, ProductLabelId } from '../../../src/kernel/ids.js';
import { UnitOfWork } from '../../../src/infrastructure/database/unit-of-work.js';
import { instant } from '../../../src/kernel/instant.js';
import type { LocalDate } from '../../../src/kernel/local-date.js';
import { StoreAttachment } from '../../../src/modules/attachments/commands/store-attachment.js';
import { ConfirmProductLabel } from '../../../src/modules/growing/commands/confirm-product-label.js';
import {
  EnterProductLabel,
  type LabelDetails,
} from '../../../src/modules/growing/commands/enter-product-label.js';
import { RecordSpray, type RecordSprayTold } from '../../../src/modules/growing/commands/record-spray.js';
import {
  StateSpraysComplete,
  type StateSpraysCompleteTold,
} from '../../../src/modules/growing/commands/state-sprays-complete.js';
import { lookedAtFor, type Period } from '../../../src/modules/growing/domain/stated-sprays.js';
import { SprayQueries } from '../../../src/modules/growing/spray.queries.js';
import type { TestApp } from '../test-app.js';
import { jpeg } from './attachments.js';
import type { Member } from './organisations.js';
import { valueOf } from './value-of.js';

const request = () => ({ requestId: randomUUID() });
let count = 0;

/** Growing records and labels, through the commands that make them in earnest. */
export function givenGrowing({ app, blobs }: Pick<TestApp, 'app' | 'blobs'>) {
  /** What a label looks like, in so far as the product looks at it. */
  async function photograph(by: Member): Promise<AttachmentId> {
    const limits = { into: join(blobs, 'incoming'), limit: 10_000, look: () => undefined };
    const received = await receiveBlob(Readable.from([jpeg()]), limits);
    const arrived = { ...received, mediaType: 'image/jpeg' as const, fileName: null };
    return valueOf(await app.get(StoreAttachment, { strict: false }).execute(await by.ctx(), arrived, null))
      .attachmentId;
  }

  /** A label with an interval of 14 days that nobody has confirmed. Its number is one that no authority gives. */
  async function label(by: Member, more: Partial<LabelDetails> = {}): Promise<ProductLabelId> {
    const told: LabelDetails = {
      registrationNumber: `TEST-PD-${++count}`,
      nameZh: '示范阿维菌素乳油',
      crop: '柑橘树',
      substances: ['abamectin'],
      phiDays: 14,
      maxApplications: 2,
      ...more,
      photographId: more.photographId === undefined ? await photograph(by) : more.photographId,
    };
    const made = await app.get(EnterProductLabel).execute(await by.ctx(), { ...request(), ...told });
    return valueOf(made).productLabelId;
  }

  async function confirmed(by: Member, productLabelId: ProductLabelId): Promise<void> {
    valueOf(await app.get(ConfirmProductLabel).execute(await by.ctx(), { ...request(), productLabelId }));
  }

  /** A label entered by one and confirmed by the other. */
  async function confirmedLabel(
    enters: Member,
    confirms: Member,
    more: Partial<LabelDetails> = {},
  ): Promise<ProductLabelId> {
    const productLabelId = await label(enters, more);
    await confirmed(confirms, productLabelId);
    return productLabelId;
  }

  /** @param performedAt UTC text ending in Z */
  async function spray(
    by: Member,
    plotId: PlotId,
    performedAt: string,
    more: Partial<RecordSprayTold> = {},
  ): Promise<GrowingRecordId> {
    const told: RecordSprayTold = {
      plotId,
      performedAt: instant(performedAt),
      productName: '示范药剂',
      ...more,
    };
    const made = await app.get(RecordSpray).execute(await by.ctx(), { ...request(), ...told });
    return valueOf(made).recordId;
  }

  /**
   * Stated that all sprays of the year up to a harvest are on record, however many those are.
   *
   * @param harvestedOn the day of the harvest, not after the clock's; or the first and the last day stated
   */
  async function stated(
    by: Member,
    plotId: PlotId,
    harvestedOn: LocalDate | Period,
    more: Partial<StateSpraysCompleteTold> = {},
  ): Promise<GrowingRecordId> {
    const period = typeof harvestedOn === 'string' ? lookedAtFor(harvestedOn) : harvestedOn;
    const ctx = await by.ctx();
    const sprays = await app
      .get(UnitOfWork)
      .read(ctx, (reading) => app.get(SprayQueries).onPlots(reading, [plotId], period));
    const told = { plotId, ...period, spraysOnRecord: sprays.length, ...more };
    return valueOf(await app.get(StateSpraysComplete).execute(ctx, { ...request(), ...told })).recordId;
  }

  return { photograph, label, confirmed, confirmedLabel, spray, stated };
}
