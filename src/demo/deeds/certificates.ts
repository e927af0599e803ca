import { CollectComplianceCertificate } from '../../modules/certificates/commands/collect-compliance-certificate.js';
import { IssueComplianceCertificate } from '../../modules/certificates/commands/issue-compliance-certificate.js';
import { IN_FORCE_FROM } from '../../modules/certificates/domain/certificate-lists.js';
import { china, HOURS } from '../plan/calendar.js';
import {
  certificateOf,
  daysAfterPicking,
  harvestCode,
  packedCertificateOf,
  plotOf,
  receivedCode,
} from '../plan/campaign-figures.js';
import type { CampaignPlan, PackedPlan, PickingPlan } from '../plan/campaign-plan.js';
import { CAMPAIGNS } from '../plan/campaigns.js';
import { done, type Deed } from '../runner/deed.js';

/** From the day the duty began: promised with the harvest, collected at the scale, and promised anew once packed. */
export const certificateDeeds = (): Deed[] =>
  CAMPAIGNS.filter(({ pickedOn }) => pickedOn >= IN_FORCE_FROM).flatMap((campaign) => [
    ...campaign.pickings.flatMap((picking, i) => [promised(campaign, picking, i), collected(campaign, i)]),
    ...campaign.packed.map((batch) => promisedAnew(campaign, batch)),
  ]);

const promised = ({ code, pickedOn }: CampaignPlan, picking: PickingPlan, i: number): Deed => ({
  at: china(pickedOn, HOURS.harvestCertified),
  as: picking.by ?? plotOf(picking).by,
  needs: 'certificate:issue',
  name: `issueComplianceCertificate ${certificateOf(code, i)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', harvestCode(code, i)),
      number: certificateOf(code, i),
      basis: ['QUALITY_CONTROL'] as const,
      form: 'ELECTRONIC' as const,
    };
    const { certificateId } = await done(
      command(IssueComplianceCertificate).execute(ctx, { requestId, ...told }),
    );
    names.keep('certificate', told.number, certificateId);
  },
});

const collected = ({ code, pickedOn, packer }: CampaignPlan, i: number): Deed => ({
  at: china(pickedOn, HOURS.certificateCollected),
  as: packer,
  needs: 'certificate:collect',
  name: `collectComplianceCertificate ${certificateOf(code, i)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', receivedCode(code, i)),
      certificateId: names.id('certificate', certificateOf(code, i)),
    };
    await done(command(CollectComplianceCertificate).execute(ctx, { requestId, ...told }));
  },
});

const promisedAnew = (campaign: CampaignPlan, { code }: PackedPlan): Deed => ({
  at: china(daysAfterPicking(campaign, 2), HOURS.packedCertified),
  as: campaign.packer,
  needs: 'certificate:issue',
  name: `issueComplianceCertificate ${packedCertificateOf(code)}`,
  give: async ({ ctx, requestId, names, command }) => {
    const told = {
      batchId: names.id('batch', code),
      number: packedCertificateOf(code),
      basis: ['SELF_CHECK'] as const,
      form: 'PRINTED' as const,
    };
    await done(command(IssueComplianceCertificate).execute(ctx, { requestId, ...told }));
  },
});
