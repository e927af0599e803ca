import { attachmentClaims } from './modules/attachments/attachment.claims.js';
import { batchClaims } from './modules/batches/batch.claims.js';
import { brandClaims } from './modules/brands/brand.claims.js';
import { labelClaims } from './modules/brands/label.claims.js';
import { certificateClaims } from './modules/certificates/certificate.claims.js';
import { channelClaims } from './modules/channels/channel.claims.js';
import { coverageClaims } from './modules/coverage/coverage.claims.js';
import { growingClaims } from './modules/growing/growing.claims.js';
import { inspectionClaims } from './modules/inspections/inspection.claims.js';
import { landClaims } from './modules/land/land.claims.js';
import type { Claim } from './modules/ledger/verify/claim.js';
import { lotClaims } from './modules/lots/lot.claims.js';
import { organisationClaims } from './modules/organisations/organisation.claims.js';
import { pestClaims } from './modules/pests/pest.claims.js';
import { editionClaims } from './modules/standards/edition.claims.js';
import { substanceClaims } from './modules/standards/substance.claims.js';
import { seasonClaims } from './modules/seasons/season.claims.js';
import { traceClaims } from './modules/trace/trace.claims.js';

/** What the ledger says about the records of every module, from the ground up. */
export const allClaims: readonly Claim[] = [
  ...organisationClaims,
  ...attachmentClaims,
  ...seasonClaims,
  ...editionClaims,
  ...substanceClaims,
  ...landClaims,
  ...growingClaims,
  ...batchClaims,
  ...inspectionClaims,
  ...certificateClaims,
  ...coverageClaims,
  ...brandClaims,
  ...labelClaims,
  ...channelClaims,
  ...pestClaims,
  ...lotClaims,
  ...traceClaims,
];
