import { anyKind, type AnyRuleKind } from '../domain/rule-kind.js';
import { applicationsPerSeason } from './applications-per-season.js';
import { bannedSubstance } from './banned-substance.js';
import { brandLicence } from './brand-licence.js';
import { channelOpen } from './channel-open.js';
import { contaminantLimit } from './contaminant-limit.js';
import { documentPresent } from './document-present.js';
import { fleshColour } from './flesh-colour.js';
import { geographicalIndicationOrigin } from './geographical-indication-origin.js';
import { geographicalIndicationUser } from './geographical-indication-user.js';
import { harvestWindow } from './harvest-window.js';
import { inspectionSigned } from './inspection-signed.js';
import { labelDesignApproved } from './label-design-approved.js';
import { labelMarks } from './label-marks.js';
import { labelSerialsUnique } from './label-serials-unique.js';
import { markedRegistration } from './marked-registration.js';
import { iso2859Plan } from './iso-2859-plan.js';
import { ispm31Sample } from './ispm31-sample.js';
import { marketOpen } from './market-open.js';
import { marketPackConfirmed } from './market-pack-confirmed.js';
import { minimumSize } from './minimum-size.js';
import { noOpenHold } from './no-open-hold.js';
import { numberInRange } from './number-in-range.js';
import { orchardRegistration } from './orchard-registration.js';
import { packhouseRegistration } from './packhouse-registration.js';
import { packageCountPlan } from './package-count-plan.js';
import { pestAreaStatus } from './pest-area-status.js';
import { plantProtectionOfficer } from './plant-protection-officer.js';
import { preharvestInterval } from './preharvest-interval.js';
import { quarantineTreatment } from './quarantine-treatment.js';
import { ratio } from './ratio.js';
import { residueCoverage } from './residue-coverage.js';
import { registrationCapacity } from './registration-capacity.js';
import { residueLimit } from './residue-limit.js';
import { selfCheckSigned } from './self-check-signed.js';
import { singleRegistrationPerRun } from './single-registration-per-run.js';
import { sizeRange } from './size-range.js';
import { sizeUniformity } from './size-uniformity.js';
import { supplyRelation } from './supply-relation.js';
import { toleranceByClass } from './tolerance-by-class.js';
import { trapMonitoring } from './trap-monitoring.js';
import { varietyListed } from './variety-listed.js';
import { varietyMatchesPlot } from './variety-matches-plot.js';

/** Every kind of rule the evaluator knows, by name. A new kind is a file in this folder and a line here. */
export const ruleKinds: ReadonlyMap<string, AnyRuleKind> = new Map(
  [
    anyKind(applicationsPerSeason),
    anyKind(bannedSubstance),
    anyKind(brandLicence),
    anyKind(channelOpen),
    anyKind(contaminantLimit),
    anyKind(documentPresent),
    anyKind(fleshColour),
    anyKind(geographicalIndicationOrigin),
    anyKind(geographicalIndicationUser),
    anyKind(harvestWindow),
    anyKind(inspectionSigned),
    anyKind(labelDesignApproved),
    anyKind(labelMarks),
    anyKind(labelSerialsUnique),
    anyKind(markedRegistration),
    anyKind(iso2859Plan),
    anyKind(ispm31Sample),
    anyKind(marketOpen),
    anyKind(marketPackConfirmed),
    anyKind(minimumSize),
    anyKind(noOpenHold),
    anyKind(numberInRange),
    anyKind(orchardRegistration),
    anyKind(packageCountPlan),
    anyKind(packhouseRegistration),
    anyKind(pestAreaStatus),
    anyKind(plantProtectionOfficer),
    anyKind(preharvestInterval),
    anyKind(quarantineTreatment),
    anyKind(ratio),
    anyKind(residueCoverage),
    anyKind(registrationCapacity),
    anyKind(residueLimit),
    anyKind(selfCheckSigned),
    anyKind(singleRegistrationPerRun),
    anyKind(sizeRange),
    anyKind(sizeUniformity),
    anyKind(supplyRelation),
    anyKind(toleranceByClass),
    anyKind(trapMonitoring),
    anyKind(varietyListed),
    anyKind(varietyMatchesPlot),
  ].map((kind) => [kind.kind, kind]),
);
