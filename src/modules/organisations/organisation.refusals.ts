import { declareRefusals } from '../../kernel/refusal.js';

type Nothing = Record<never, never>;

export const organisationRefusals = declareRefusals({
  SIGN_IN_FAILED: (_: Nothing) => ({
    zh: '用户名或密码不正确',
    en: 'Username or password is wrong',
  }),
  TOO_MANY_TRIES: (v: { minutes: number }) => ({
    zh: `密码尝试次数过多，请在 ${v.minutes} 分钟后再试`,
    en: `Too many tries at a password; try again in ${v.minutes} min`,
  }),
  ACCOUNT_WITHOUT_ORGANISATION: (_: Nothing) => ({
    zh: '该账号目前不属于任何机构；请向机构管理员索取邀请',
    en: 'This account belongs to no organisation at present; ask an administrator for an invitation',
  }),
  USERNAME_MALFORMED: (_: Nothing) => ({
    zh: '用户名为 3 至 64 个小写字母、数字、点、连字符或下划线，以字母或数字开头',
    en: 'A username has 3 to 64 lower-case letters, digits, dots, hyphens or underscores, and starts with a letter or digit',
  }),
  USERNAME_TAKEN: (v: { username: string }) => ({
    zh: `用户名 ${v.username} 已被使用`,
    en: `The username ${v.username} is taken`,
  }),
  PASSWORD_TOO_SHORT: (v: { minimum: number }) => ({
    zh: `密码至少 ${v.minimum} 个字符；几个不相干的词连在一起，好记也安全`,
    en: `A password needs at least ${v.minimum} characters; a few unrelated words are easy to remember and safe`,
  }),
  PASSWORD_TOO_LONG: (v: { maximum: number }) => ({
    zh: `密码最多 ${v.maximum} 个字符`,
    en: `A password has at most ${v.maximum} characters`,
  }),
  PASSWORD_IS_USERNAME: (_: Nothing) => ({
    zh: '密码不能与用户名相同',
    en: 'The password must not be the username',
  }),
  PASSWORD_WRONG: (_: Nothing) => ({
    zh: '当前密码不正确',
    en: 'The present password is wrong',
  }),
  PASSWORD_UNCHANGED: (_: Nothing) => ({
    zh: '新密码不能与当前密码相同',
    en: 'The new password must differ from the present one',
  }),
  ORGANISATION_CODE_TAKEN: (v: { code: string }) => ({
    zh: `机构代码 ${v.code} 已被使用`,
    en: `The organisation code ${v.code} is taken`,
  }),
  ORGANISATION_COUNTY_UNKNOWN: (v: { countyCode: string }) => ({
    zh: `没有代码为 ${v.countyCode} 的县（区）`,
    en: `There is no county with the code ${v.countyCode}`,
  }),
  ORGANISATION_TOWN_UNKNOWN: (v: { townCode: string }) => ({
    zh: `没有代码为 ${v.townCode} 的乡镇（街道）`,
    en: `There is no town with the code ${v.townCode}`,
  }),
  ORGANISATION_TOWN_WITHOUT_COUNTY: (_: Nothing) => ({
    zh: '填写乡镇时须同时填写所在的县（区）',
    en: 'A town is given together with its county',
  }),
  ORGANISATION_TOWN_ELSEWHERE: (v: { townCode: string; countyCode: string }) => ({
    zh: `乡镇 ${v.townCode} 不在县（区）${v.countyCode} 内`,
    en: `The town ${v.townCode} does not lie in the county ${v.countyCode}`,
  }),
  GLN_WRONG: (v: { gln: string }) => ({
    zh: `${v.gln} 不是有效的 GLN：应为 13 位数字，且校验位正确`,
    en: `${v.gln} is not a GLN: 13 digits with the right check digit are expected`,
  }),
  GLN_TAKEN: (v: { gln: string }) => ({
    zh: `GLN ${v.gln} 已登记给另一家机构`,
    en: `The GLN ${v.gln} belongs to another organisation of the register`,
  }),
  ORGANISATION_CLOSED: (v: { code: string }) => ({
    zh: `机构 ${v.code} 已注销`,
    en: `The organisation ${v.code} is closed`,
  }),
  ORGANISATION_KIND_DIFFERS: (v: { code: string; kind: string }) => ({
    zh: `机构 ${v.code} 已登记为 ${v.kind}`,
    en: `The organisation ${v.code} is registered as ${v.kind}`,
  }),
  OWN_ORGANISATION_CLOSING: (_: Nothing) => ({
    zh: '不能注销自己所在的机构',
    en: 'The organisation you act for cannot be closed by you',
  }),
  ROLES_MISSING: (_: Nothing) => ({
    zh: '至少选择一个角色',
    en: 'At least one role is needed',
  }),
  INVITATION_UNUSABLE: (_: Nothing) => ({
    zh: '邀请无效：不存在、已被使用、已撤回或已过期；请向机构管理员索取新的邀请',
    en: 'The invitation cannot be used: it does not exist, was used, was withdrawn or has expired; ask for a new one',
  }),
  INVITATION_ACCEPTED: (_: Nothing) => ({
    zh: '该邀请已被接受，不能撤回；可以终止此人的成员资格',
    en: 'The invitation was accepted and cannot be withdrawn; the membership can be ended instead',
  }),
  ALREADY_MEMBER: (_: Nothing) => ({
    zh: '该账号已是此机构的成员',
    en: 'This account is a member of the organisation already',
  }),
  LAST_ADMINISTRATOR: (_: Nothing) => ({
    zh: '机构至少要有一名管理员；请先指定另一名管理员',
    en: 'An organisation keeps at least one administrator; appoint another one first',
  }),
  MEMBER_ELSEWHERE_TOO: (_: Nothing) => ({
    zh: '此人还属于其他机构，其密码只能由基地办公室重置',
    en: 'This person belongs to other organisations too; only the base office may reset the password',
  }),
  OWN_ACCOUNT_DISABLING: (_: Nothing) => ({
    zh: '不能停用自己的账号',
    en: 'You cannot disable your own account',
  }),
  SCOPE_NOT_HELD: (v: { scopes: string }) => ({
    zh: `密钥不能拥有您没有的权限，也不能管理账号、成员和密钥：${v.scopes}`,
    en: `A key cannot do what you may not, nor manage accounts, members or keys: ${v.scopes}`,
  }),
  SCOPES_MISSING: (_: Nothing) => ({
    zh: '至少选择一项权限',
    en: 'At least one scope is needed',
  }),
  API_KEY_LIFETIME: (v: { days: number }) => ({
    zh: `密钥的到期时间应在现在之后、${v.days} 天之内`,
    en: `A key expires in the future, within ${v.days} days`,
  }),
});
