/** The kinds of organisation that take part (docs/domain-language.md). */
export const ORGANISATION_KINDS = [
  'BASE_OFFICE',
  'COOPERATIVE',
  'PACKHOUSE',
  'PROCESSOR',
  'INSPECTION_BODY',
  'EXPORTER',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

/** What a person is in an organisation. */
export const ROLES = ['ADMINISTRATOR', 'CLERK', 'PLANT_PROTECTION_OFFICER', 'INSPECTOR', 'VIEWER'] as const;
export type Role = (typeof ROLES)[number];

/** Every kind of thing that may be done, as noun:verb. A field of the API asks for exactly one. */
export const PERMISSIONS = [
  'account:read',
  'account:secure',
  'account:change',
  'account:disable',
  'session:read',
  'member:read',
  'member:manage',
  'api-key:manage',
  'organisation:read',
  'organisation:manage',
  'attachment:read',
  'attachment:store',
  'reference:read',
  'reference:manage',
  'grower:read',
  'grower:manage',
  'grower:erase',
  'plot:read',
  'plot:manage',
  'registration:read',
  'registration:manage',
  'registration:confirm',
  'growing:read',
  'growing:record',
  'correction:agree',
  'pest:read',
  'pest:monitor',
  'pest:appoint',
  'pest:treat',
  'pest:state',
  'pest:confirm',
  'label:read',
  'label:enter',
  'label:confirm',
  'batch:read',
  'batch:harvest',
  'batch:consign',
  'batch:correct',
  'batch:receive',
  'batch:grade',
  'batch:pack',
  'batch:process',
  'certificate:read',
  'certificate:issue',
  'certificate:withdraw',
  'certificate:collect',
  'post-harvest:read',
  'post-harvest:record',
  'hold:read',
  'hold:place',
  'hold:release',
  'inspection:read',
  'inspection:request',
  'inspection:record',
  'inspection:sign',
  'corrective-action:record',
  'corrective-action:confirm',
  'coverage:read',
  'coverage:record',
  'coverage:confirm',
  'licence:read',
  'licence:manage',
  'channel:read',
  'channel:manage',
  'lot:read',
  'lot:open',
  'lot:allocate',
  'lot:judge',
  'lot:move',
  'lot:release',
  'trace:read',
  'recall:read',
  'recall:open',
  'job:read',
  'job:retry',
  'ledger:read',
  'season:manage',
  'text:erase',
  'settlement:sum',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

const READS = PERMISSIONS.filter(
  (permission) => permission.endsWith(':read') && permission !== 'grower:read',
);
const OWN_ACCOUNT: readonly Permission[] = ['account:read', 'account:secure', 'account:change'];
/** All that an account may do until a password somebody else knows is changed: see itself, change it, sign out. */
export const BEFORE_PASSWORD_CHANGE: readonly Permission[] = ['account:read', 'account:secure'];
const ADMINISTRATION: readonly Permission[] = ['member:manage', 'api-key:manage', 'text:erase'];

/** What organisations of every kind do. */
const WORK_OF_ALL: readonly Permission[] = ['attachment:store'];

/** What an organisation of each kind does at all; a role then says who of its people may do it. */
const WORK: Record<OrganisationKind, readonly Permission[]> = {
  BASE_OFFICE: [
    'account:disable',
    'organisation:manage',
    'reference:manage',
    'grower:read',
    'registration:manage',
    'registration:confirm',
    'pest:state',
    'pest:confirm',
    'label:enter',
    'label:confirm',
    'correction:agree',
    'hold:place',
    'hold:release',
    'inspection:request',
    'corrective-action:confirm',
    'coverage:record',
    'coverage:confirm',
    'licence:manage',
    'channel:manage',
    'lot:release',
    'recall:open',
    'settlement:sum',
    'season:manage',
    'job:retry',
  ],
  COOPERATIVE: [
    'grower:read',
    'grower:manage',
    'grower:erase',
    'plot:manage',
    'registration:manage',
    'growing:record',
    'pest:monitor',
    'pest:appoint',
    'label:enter',
    'label:confirm',
    'batch:harvest',
    'batch:consign',
    'batch:correct',
    'certificate:issue',
    'certificate:withdraw',
    'hold:place',
    'hold:release',
  ],
  PACKHOUSE: [
    'registration:manage',
    'pest:appoint',
    'pest:treat',
    'batch:receive',
    'batch:grade',
    'batch:pack',
    'post-harvest:record',
    'batch:consign',
    'batch:correct',
    'certificate:issue',
    'certificate:withdraw',
    'certificate:collect',
    'hold:place',
    'hold:release',
    'inspection:request',
    // Of its own fruit: the self-check 自检. What an inspection body has, it does not reach.
    'inspection:record',
    'inspection:sign',
    'corrective-action:record',
  ],
  PROCESSOR: [
    'batch:receive',
    'batch:process',
    'batch:consign',
    'batch:correct',
    'certificate:issue',
    'certificate:withdraw',
    'certificate:collect',
    'hold:place',
    'hold:release',
  ],
  INSPECTION_BODY: [
    'inspection:record',
    'inspection:sign',
    'coverage:record',
    'coverage:confirm',
    'label:confirm',
    'hold:place',
  ],
  EXPORTER: [
    'pest:treat',
    'inspection:request',
    'hold:place',
    'hold:release',
    'lot:open',
    'lot:allocate',
    'lot:judge',
    'lot:move',
    'recall:open',
  ],
};

/** What a role leaves out of the organisation's work. */
/** What binds the organisation, or keeps the register of the base, is not a clerk's daily entry. */
const BEYOND_A_CLERK: ReadonlySet<Permission> = new Set<Permission>([
  'account:disable',
  'organisation:manage',
  'reference:manage',
  'licence:manage',
  'channel:manage',
  'registration:confirm',
  'pest:appoint',
  'pest:confirm',
  'label:confirm',
  'correction:agree',
  'hold:release',
  'inspection:sign',
  'corrective-action:confirm',
  'coverage:confirm',
  'lot:release',
  'recall:open',
  'grower:erase',
  'season:manage',
  'job:retry',
]);

const BY_ROLE: Record<Role, (permission: Permission, kind: OrganisationKind) => boolean> = {
  ADMINISTRATOR: () => true,
  CLERK: (permission) => !BEYOND_A_CLERK.has(permission),
  // At a packhouse the officer makes the self-check; at an inspection body only inspectors inspect.
  PLANT_PROTECTION_OFFICER: (permission, kind) =>
    /^(growing|label|hold|plot|batch|post-harvest|registration|attachment):|^pest:(monitor|treat)$/.test(
      permission,
    ) ||
    (kind === 'PACKHOUSE' && /^inspection:(record|sign)$/.test(permission)),
  INSPECTOR: (permission) => /^(inspection|coverage|label|hold|attachment):/.test(permission),
  VIEWER: () => false,
};

/**
 * What at an organisation is the work of one role, whatever else its people may do. A label lets the fruit of everybody go who uses
 * the product: at a cooperative its plant-protection officer checks labels 植保员核对标签, and nobody who buys or ships fruit does.
 */
const OF_ONE_ROLE: Partial<Record<OrganisationKind, ReadonlyMap<Permission, Role>>> = {
  COOPERATIVE: new Map([['label:confirm', 'PLANT_PROTECTION_OFFICER']]),
};

function isWorkOf(role: Role, permission: Permission, kind: OrganisationKind): boolean {
  const only = OF_ONE_ROLE[kind]?.get(permission);
  return only === undefined ? BY_ROLE[role](permission, kind) : only === role;
}

/**
 * What somebody may do who has these roles in an organisation of this kind.
 * Everybody reads (rows are scoped elsewhere) and looks after the own account; administrators also manage people and keys.
 */
export function permissionsOf(kind: OrganisationKind, roles: readonly Role[]): Set<Permission> {
  const permissions = new Set<Permission>([...READS, ...OWN_ACCOUNT]);
  for (const role of roles) {
    for (const permission of [...WORK_OF_ALL, ...WORK[kind]])
      if (isWorkOf(role, permission, kind)) permissions.add(permission);
    if (role === 'ADMINISTRATOR') for (const permission of ADMINISTRATION) permissions.add(permission);
  }
  return permissions;
}
