import { jpeg, upload } from './attachments.js';
import { listOf, mutation } from './documents.js';
import type { Member } from './organisations.js';
import { done, type Answer } from './send.js';

const DESIGN = `id code brandCode organisationId marketCode marks texts series artworkId validFrom validTo endedOn confirmedAt`;
const RANGE = `id designId packhouseId series firstSerial lastSerial issuedOn withdrawnOn usedCount`;
const USE = `id batchId batchCode organisationId designId rangeId series firstSerial lastSerial correctsId isVoid replacedAt`;

const design = (name: string): string =>
  mutation(name, `... on LabelDesignPayload { labelDesign { ${DESIGN} } }`);
const range = (name: string): string =>
  mutation(name, `... on LabelRangePayload { labelRange { ${RANGE} } }`);
const use = (name: string): string => mutation(name, `... on LabelUsePayload { labelUse { ${USE} } }`);

/** The operations on labels of cartons, as a client sends them. */
export const labelDocuments = {
  approve: design('approveLabelDesign'),
  confirm: design('confirmLabelDesign'),
  end: design('endLabelDesign'),
  issue: range('issueLabelRange'),
  withdraw: range('withdrawLabelRange'),
  record: use('recordLabelUse'),
  correct: use('correctLabelUse'),
  design: `query ($id: ID!) { labelDesign(id: $id) { ${DESIGN} } }`,
  designs: listOf('labelDesigns', 'LabelDesignFilter', DESIGN),
  ranges: listOf('labelRanges', 'LabelRangeFilter', RANGE),
  uses: listOf('labelUses', 'LabelUseFilter', USE),
};

/** Label designs of the base office and what packhouses did with them, through the API. */
export function givenLabels(url: string) {
  let last = 0;

  /** Artwork that nobody else has. @returns its id */
  async function artwork(by: Member): Promise<string> {
    const { status, body } = await upload({ url, token: by.token }, { body: jpeg(), type: 'image/jpeg' });
    if (status !== 201) throw new Error(`the artwork was not taken: ${status} ${JSON.stringify(body)}`);
    return body.id;
  }

  async function entered(by: Member, user: { organisationId: string }, more: object = {}): Promise<Answer> {
    last += 1;
    const input = {
      code: `TEST-LD-${last}`,
      brandCode: 'JOINT',
      organisationId: user.organisationId,
      marks: [
        'PACKER',
        'VARIETY',
        'ORIGIN',
        'CLASS',
        'SIZE',
        'ORCHARD',
        'PACKHOUSE',
        'EXPORTER',
        'EXPORT_PHRASE',
      ],
      texts: '示例标签文字（测试虚构）',
      series: `T${last}`,
      artworkId: await artwork(by),
      validFrom: '2025-09-01',
      validTo: '2027-08-31',
      ...more,
    };
    return (await done(by, labelDocuments.approve, input)).labelDesign;
  }

  /** Entered by one person and confirmed by another. */
  async function approved(by: Member, second: Member, user: { organisationId: string }, more: object = {}) {
    const { id } = await entered(by, user, more);
    return (await done(second, labelDocuments.confirm, { labelDesignId: id })).labelDesign as Answer;
  }

  async function issued(
    by: Member,
    of: { id: string },
    to: { organisationId: string },
    firstSerial: number,
    lastSerial: number,
    more: object = {},
  ): Promise<Answer> {
    const input = { labelDesignId: of.id, packhouseId: to.organisationId, firstSerial, lastSerial, ...more };
    return (await done(by, labelDocuments.issue, input)).labelRange;
  }

  async function used(
    by: Member,
    batch: { id: string },
    of: { id: string },
    more: object = {},
  ): Promise<Answer> {
    const input = { batchId: batch.id, labelDesignId: of.id, ...more };
    return (await done(by, labelDocuments.record, input)).labelUse;
  }

  return { artwork, entered, approved, issued, used };
}
