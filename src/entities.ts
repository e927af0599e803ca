import { Attachment } from './modules/attachments/attachment.entity.js';
import { BatchOrigin } from './modules/batches/batch-origin.entity.js';
import { Batch } from './modules/batches/batch.entity.js';
import { Hold, HoldBatch } from './modules/batches/hold.entity.js';
import { Pallet } from './modules/batches/pallet.entity.js';
import {
  PostHarvestTreatment,
  PostHarvestTreatmentBatch,
} from './modules/batches/post-harvest-treatment.entity.js';
import { Receipt, ReceiptSettlement } from './modules/batches/receipt.entity.js';
import { Run, RunDraw } from './modules/batches/run.entity.js';
import { Brand, BrandLicence } from './modules/brands/brand.entity.js';
import { LabelDesign, LabelRange, LabelUse } from './modules/brands/label.entity.js';
import {
  CertificateCollection,
  CertificateContact,
  ComplianceCertificate,
} from './modules/certificates/certificate.entity.js';
import { Channel } from './modules/channels/channel.entity.js';
import { CustomsDistrictReading } from './modules/channels/customs-district-reading.entity.js';
import { MarketPack, MarketStatus } from './modules/standards/market-status.entity.js';
import {
  ResidueCoverage,
  ResidueCoverageAttachment,
  ResidueCoveragePlot,
  ResidueCoverageResult,
} from './modules/coverage/residue-coverage.entity.js';
import { CustomsDistrict } from './modules/geography/customs-district.entity.js';
import { Region } from './modules/geography/region.entity.js';
import { GrowingRecord } from './modules/growing/growing-record.entity.js';
import { ProductLabel } from './modules/growing/product-label.entity.js';
import {
  DefectCountRow,
  LaboratoryResult,
  Measurement,
} from './modules/inspections/inspection-result.entity.js';
import { LaboratoryReportFile } from './modules/inspections/laboratory-report-file.entity.js';
import { CorrectiveAction } from './modules/inspections/corrective-action.entity.js';
import { Inspection } from './modules/inspections/inspection.entity.js';
import { Job } from './modules/jobs/job.entity.js';
import { Grower } from './modules/land/grower.entity.js';
import { Orchard } from './modules/land/orchard.entity.js';
import { PlotVariety } from './modules/land/plot-variety.entity.js';
import { Plot, PlotBoundary } from './modules/land/plot.entity.js';
import { Registration, RegistrationPlot } from './modules/land/registration.entity.js';
import { RegistrationYield } from './modules/land/registration-yield.entity.js';
import { SupplyRelation } from './modules/land/supply-relation.entity.js';
import { LedgerEntry } from './modules/ledger/ledger-entry.entity.js';
import { LedgerText } from './modules/ledger/ledger-text.entity.js';
import { PersonalSalt } from './modules/ledger/personal-salt.entity.js';
import { LotDocument, LotTransition } from './modules/lots/lot-history.entity.js';
import { LotCheck, LotJudgement } from './modules/lots/lot-judgement.entity.js';
import {
  LotContribution,
  LotMember,
  LotMemberOrigin,
  LotRegistrationUse,
  RegistrationUseTotal,
} from './modules/lots/lot-member.entity.js';
import { LotRelease, LotReleaseAttachment } from './modules/lots/lot-release.entity.js';
import { Lot } from './modules/lots/lot.entity.js';
import { ApiKey } from './modules/organisations/api-key.entity.js';
import { Invitation } from './modules/organisations/invitation.entity.js';
import { Membership } from './modules/organisations/membership.entity.js';
import { Organisation } from './modules/organisations/organisation.entity.js';
import { Session } from './modules/organisations/session.entity.js';
import { UserAccount, UserPassword } from './modules/organisations/user-account.entity.js';
import { AreaStatus } from './modules/pests/area-status.entity.js';
import { OfficerAppointment } from './modules/pests/officer-appointment.entity.js';
import { PestTrap, PestTrapPlace, TrapCount } from './modules/pests/pest-trap.entity.js';
import { Pest } from './modules/pests/pest.entity.js';
import { QuarantineTreatment } from './modules/pests/quarantine-treatment.entity.js';
import { EditionEntry } from './modules/standards/edition-entry.entity.js';
import { Market } from './modules/standards/market.entity.js';
import { ResidueFallback, ResidueLimit } from './modules/standards/residue-limit.entity.js';
import { RuleRow } from './modules/standards/rule.entity.js';
import { Season, SeasonCarryOver } from './modules/seasons/season.entity.js';
import { Standard, StandardVersionRow } from './modules/standards/standard.entity.js';
import { SubstanceReading } from './modules/standards/substance-reading.entity.js';
import {
  BannedSubstance,
  ProductInterval,
  Substance,
  SubstanceName,
} from './modules/standards/substance.entity.js';
import { WatchList } from './modules/standards/watch-list.entity.js';
import { Recall } from './modules/trace/recall.entity.js';
import { VarietyList, VarietyListEntry } from './modules/standards/variety-list.entity.js';
import { Variety } from './modules/varieties/variety.entity.js';

/** Every table's class. The contract test compares them with the migrated schema. */
export const entities = [
  ApiKey,
  AreaStatus,
  Attachment,
  BannedSubstance,
  Batch,
  BatchOrigin,
  Brand,
  BrandLicence,
  CertificateCollection,
  CertificateContact,
  Channel,
  ComplianceCertificate,
  CustomsDistrict,
  CustomsDistrictReading,
  DefectCountRow,
  EditionEntry,
  Grower,
  GrowingRecord,
  Hold,
  HoldBatch,
  CorrectiveAction,
  Inspection,
  Invitation,
  Job,
  LabelDesign,
  LabelRange,
  LabelUse,
  LaboratoryReportFile,
  LaboratoryResult,
  LedgerEntry,
  LedgerText,
  Lot,
  LotCheck,
  LotContribution,
  LotDocument,
  LotJudgement,
  LotMember,
  LotMemberOrigin,
  LotRegistrationUse,
  RegistrationUseTotal,
  LotRelease,
  LotReleaseAttachment,
  LotTransition,
  Market,
  MarketPack,
  MarketStatus,
  Measurement,
  Membership,
  OfficerAppointment,
  Orchard,
  Organisation,
  Pallet,
  PersonalSalt,
  Pest,
  PestTrap,
  PestTrapPlace,
  Plot,
  PlotBoundary,
  PlotVariety,
  PostHarvestTreatment,
  PostHarvestTreatmentBatch,
  ProductInterval,
  ProductLabel,
  QuarantineTreatment,
  Recall,
  Receipt,
  ReceiptSettlement,
  Region,
  Registration,
  RegistrationPlot,
  ResidueCoverage,
  ResidueCoverageAttachment,
  ResidueCoveragePlot,
  ResidueCoverageResult,
  RegistrationYield,
  ResidueFallback,
  ResidueLimit,
  RuleRow,
  Run,
  RunDraw,
  Season,
  SeasonCarryOver,
  Session,
  Standard,
  StandardVersionRow,
  Substance,
  SubstanceName,
  SubstanceReading,
  SupplyRelation,
  TrapCount,
  UserAccount,
  UserPassword,
  Variety,
  VarietyList,
  VarietyListEntry,
  WatchList,
];
