import { Foundation1764000000000 } from './1764000000000-foundation.js';
import { Unities1764000100000 } from './1764000100000-unities.js';
import { LandAndGrowing1764000200000 } from './1764000200000-land-and-growing.js';
import { Batches1764000300000 } from './1764000300000-batches.js';
import { Lots1764000400000 } from './1764000400000-lots.js';
import { Walks1764000500000 } from './1764000500000-walks.js';
import { SightAndPrivacy1764100100000 } from './1764100100000-sight-and-privacy.js';
import { ScaleIndexes1764100150000 } from './1764100150000-scale-indexes.js';
import { RateLimits1764100300000 } from './1764100300000-rate-limits.js';
import { LedgerFeed1764100400000 } from './1764100400000-ledger-feed.js';
import { Seasons1764100500000 } from './1764100500000-seasons.js';
import { Jobs1764100600000 } from './1764100600000-jobs.js';
import { ConfirmedEntries1764100700000 } from './1764100700000-confirmed-entries.js';
import { Attachments1764100800000 } from './1764100800000-attachments.js';
import { DeclarationNumbers1764100900000 } from './1764100900000-declaration-numbers.js';
import { AccessEpoch1764200000000 } from './1764200000000-access-epoch.js';
import { Editions1764201000000 } from './1764201000000-editions.js';
import { LotReleases1764202000000 } from './1764202000000-lot-releases.js';
import { Pests1764203000001 } from './1764203000001-pests.js';
import { ComplianceCertificates1764204000000 } from './1764204000000-compliance-certificates.js';
import { ResidueCoverage1764205000000 } from './1764205000000-residue-coverage.js';
import { Worksheets1764206000000 } from './1764206000000-worksheets.js';
import { RegistrationBoard1764207000000 } from './1764207000000-registration-board.js';
import { LabelDesigns1764208000000 } from './1764208000000-label-designs.js';
import { LabelPhotographs1764208000001 } from './1764208000001-label-photographs.js';
import { WalksByIndex1764209000000 } from './1764209000000-walks-by-index.js';
import { FilesFollowSight1764301000000 } from './1764301000000-files-follow-sight.js';
import { VarietyLists1764302000000 } from './1764302000000-variety-lists.js';
import { CustomsDistrictsConfirmed1764303000000 } from './1764303000000-customs-districts-confirmed.js';
import { PlotVarieties1764303000001 } from './1764303000001-plot-varieties.js';
import { EvidenceStays1764305000000 } from './1764305000000-evidence-stays.js';
import { NewcomersSeeLabels1764306000000 } from './1764306000000-newcomers-see-labels.js';
import { MoreTextsErased1764310000000 } from './1764310000000-more-texts-erased.js';
import { ResidueDefinitions1764320000000 } from './1764320000000-residue-definitions.js';
import { RuleConditions1764330000000 } from './1764330000000-rule-conditions.js';
import { PlotVarietiesConfirmed1764330000001 } from './1764330000001-plot-varieties-confirmed.js';
import { CorrectiveActions1764330000002 } from './1764330000002-corrective-actions.js';
import { KeptRegistrationUse1764350000000 } from './1764350000000-kept-registration-use.js';
import { SubstanceNames1764360000000 } from './1764360000000-substance-names.js';
import { SubstancesMadeKnown1764360000001 } from './1764360000001-substances-made-known.js';
import { LabelStatesNone1764370000000 } from './1764370000000-label-states-none.js';
import { ResultCorrections1764380000000 } from './1764380000000-result-corrections.js';
import { AgreedCorrections1764395000000 } from './1764395000000-agreed-corrections.js';
import { EntriesWait1764400000000 } from './1764400000000-entries-wait.js';
import { SprayStatements1764410000000 } from './1764410000000-spray-statements.js';
import { ResultsCorrectedAfterSignature1764420000000 } from './1764420000000-results-corrected-after-signature.js';
import { ExemptSubstances1764420000001 } from './1764420000001-exempt-substances.js';
import { LaboratoryReportFiles1764420000002 } from './1764420000002-laboratory-report-files.js';
import { LotsBySeason1764430000000 } from './1764430000000-lots-by-season.js';
import { SubstanceNamesWithdrawn1764430000001 } from './1764430000001-substance-names-withdrawn.js';
import { CorrectionsDeclined1764450000000 } from './1764450000000-corrections-declined.js';
import { DefectCountsCorrected1764450000001 } from './1764450000001-defect-counts-corrected.js';
import { ResultsUnderNames1764460000000 } from './1764460000000-results-under-names.js';
import { ProductKeys1764470000000 } from './1764470000000-product-keys.js';

/** In the order in which they run. A new one is added at the end and never changed once released. */
export const migrations = [
  Foundation1764000000000,
  Unities1764000100000,
  LandAndGrowing1764000200000,
  Batches1764000300000,
  Lots1764000400000,
  Walks1764000500000,
  SightAndPrivacy1764100100000,
  ScaleIndexes1764100150000,
  RateLimits1764100300000,
  LedgerFeed1764100400000,
  Seasons1764100500000,
  Jobs1764100600000,
  ConfirmedEntries1764100700000,
  Attachments1764100800000,
  DeclarationNumbers1764100900000,
  AccessEpoch1764200000000,
  Editions1764201000000,
  LotReleases1764202000000,
  Pests1764203000001,
  ComplianceCertificates1764204000000,
  ResidueCoverage1764205000000,
  Worksheets1764206000000,
  RegistrationBoard1764207000000,
  LabelDesigns1764208000000,
  LabelPhotographs1764208000001,
  WalksByIndex1764209000000,
  FilesFollowSight1764301000000,
  VarietyLists1764302000000,
  CustomsDistrictsConfirmed1764303000000,
  PlotVarieties1764303000001,
  EvidenceStays1764305000000,
  NewcomersSeeLabels1764306000000,
  MoreTextsErased1764310000000,
  ResidueDefinitions1764320000000,
  RuleConditions1764330000000,
  PlotVarietiesConfirmed1764330000001,
  CorrectiveActions1764330000002,
  KeptRegistrationUse1764350000000,
  SubstanceNames1764360000000,
  SubstancesMadeKnown1764360000001,
  LabelStatesNone1764370000000,
  ResultCorrections1764380000000,
  AgreedCorrections1764395000000,
  EntriesWait1764400000000,
  SprayStatements1764410000000,
  ResultsCorrectedAfterSignature1764420000000,
  ExemptSubstances1764420000001,
  LaboratoryReportFiles1764420000002,
  LotsBySeason1764430000000,
  SubstanceNamesWithdrawn1764430000001,
  CorrectionsDeclined1764450000000,
  DefectCountsCorrected1764450000001,
  ResultsUnderNames1764460000000,
  ProductKeys1764470000000,
];
