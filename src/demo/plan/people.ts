import type { OrganisationKind, Role } from '../../infrastructure/auth/permissions.js';
import { withCheckDigit } from '../../kernel/gs1.js';

/** GS1 keeps prefix 952 for demonstrations: no real company has these numbers. */
export const DEMO_COMPANY_PREFIX = '9520000';

export interface OrganisationPlan {
  readonly code: string;
  readonly kind: OrganisationKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly countyCode: string;
  readonly townCode: string | null;
  readonly gln: string;
}

export interface AccountPlan {
  readonly username: string;
  readonly organisation: string;
  readonly roles: readonly Role[];
  readonly displayName: string;
}

const ZIZHONG = '511025';
const RONGCHANG = '500153';

const organisation = (
  number: number,
  code: string,
  kind: OrganisationKind,
  [nameZh, nameEn]: readonly [string, string],
  countyCode: string,
  townCode: string | null,
): OrganisationPlan => {
  const gln = withCheckDigit(`${DEMO_COMPANY_PREFIX}${String(number).padStart(5, '0')}`);
  return { code, kind, nameZh, nameEn, countyCode, townCode, gln };
};

export const BASE_OFFICE = organisation(
  1,
  'DEMO-BASE',
  'BASE_OFFICE',
  ['示范基地办公室', 'Demo Base Office'],
  RONGCHANG,
  null,
);

/** In the order in which the base office registers them. */
export const ORGANISATIONS: readonly OrganisationPlan[] = [
  organisation(
    2,
    'DEMO-COOP-ZZ1',
    'COOPERATIVE',
    ['示范合作社一（资中）', 'Demo Cooperative One (Zizhong)'],
    ZIZHONG,
    '511025121',
  ),
  organisation(
    3,
    'DEMO-COOP-ZZ2',
    'COOPERATIVE',
    ['示范合作社二（资中）', 'Demo Cooperative Two (Zizhong)'],
    ZIZHONG,
    '511025102',
  ),
  organisation(
    4,
    'DEMO-COOP-RC1',
    'COOPERATIVE',
    ['示范合作社三（荣昌）', 'Demo Cooperative Three (Rongchang)'],
    RONGCHANG,
    '500153112',
  ),
  organisation(
    5,
    'DEMO-COOP-RC2',
    'COOPERATIVE',
    ['示范合作社四（荣昌）', 'Demo Cooperative Four (Rongchang)'],
    RONGCHANG,
    '500153103',
  ),
  organisation(
    6,
    'DEMO-PACK-RC',
    'PACKHOUSE',
    ['示范包装厂一（荣昌）', 'Demo Packhouse One (Rongchang)'],
    RONGCHANG,
    '500153112',
  ),
  organisation(
    7,
    'DEMO-PACK-ZZ',
    'PACKHOUSE',
    ['示范包装厂二（资中）', 'Demo Packhouse Two (Zizhong)'],
    ZIZHONG,
    '511025100',
  ),
  organisation(8, 'DEMO-PROC', 'PROCESSOR', ['示范加工厂', 'Demo Processor'], RONGCHANG, '500153006'),
  organisation(
    9,
    'DEMO-INSP',
    'INSPECTION_BODY',
    ['示范检验所', 'Demo Inspection Body'],
    RONGCHANG,
    '500153002',
  ),
  organisation(10, 'DEMO-EXP-1', 'EXPORTER', ['示范出口企业一', 'Demo Exporter One'], RONGCHANG, '500153002'),
  organisation(11, 'DEMO-EXP-2', 'EXPORTER', ['示范出口企业二', 'Demo Exporter Two'], RONGCHANG, '500153001'),
];

const account = (username: string, of: string, displayName: string, ...roles: Role[]): AccountPlan => ({
  username,
  organisation: of,
  roles,
  displayName,
});

/** The account of the base office comes first: it registers everybody else. */
export const BASE_ACCOUNT = account('base', 'DEMO-BASE', '示范基地管理员', 'ADMINISTRATOR');

/**
 * The announced sign-ins, and the people beside them whom the season needs: a clerk who enters for growers, a
 * plant-protection officer, neighbours who must not see what is not theirs.
 */
export const ACCOUNTS: readonly AccountPlan[] = [
  // What one person of the base office enters or proposes, another confirms.
  account('base-two', 'DEMO-BASE', '示范基地复核员', 'ADMINISTRATOR'),
  account('coop-zizhong', 'DEMO-COOP-ZZ1', '示范社长一', 'ADMINISTRATOR'),
  account('coop-zizhong-clerk', 'DEMO-COOP-ZZ1', '示范文员一', 'CLERK'),
  account('coop-zizhong-officer', 'DEMO-COOP-ZZ1', '示范植保员一', 'PLANT_PROTECTION_OFFICER'),
  account('coop-zizhong-two', 'DEMO-COOP-ZZ2', '示范社长二', 'ADMINISTRATOR'),
  account('coop-rongchang', 'DEMO-COOP-RC1', '示范社长三', 'ADMINISTRATOR'),
  account('coop-rongchang-officer', 'DEMO-COOP-RC1', '示范植保员三', 'PLANT_PROTECTION_OFFICER'),
  account('coop-rongchang-two', 'DEMO-COOP-RC2', '示范社长四', 'ADMINISTRATOR'),
  account('packhouse', 'DEMO-PACK-RC', '示范厂长一', 'ADMINISTRATOR'),
  account('packhouse-two', 'DEMO-PACK-ZZ', '示范厂长二', 'ADMINISTRATOR'),
  account('processor', 'DEMO-PROC', '示范厂长三', 'ADMINISTRATOR'),
  account('inspector', 'DEMO-INSP', '示范检验员', 'ADMINISTRATOR', 'INSPECTOR'),
  account('exporter', 'DEMO-EXP-1', '示范外贸经理一', 'ADMINISTRATOR'),
  account('exporter-two', 'DEMO-EXP-2', '示范外贸经理二', 'ADMINISTRATOR'),
];

/** The organisation that a username works for. */
export function organisationOf(username: string): OrganisationPlan {
  const person = [BASE_ACCOUNT, ...ACCOUNTS].find((each) => each.username === username);
  const found = [BASE_OFFICE, ...ORGANISATIONS].find(({ code }) => code === person?.organisation);
  if (!found) throw new Error(`the plan has nobody called ${username}`);
  return found;
}
