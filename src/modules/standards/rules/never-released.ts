import { both } from '../domain/judgement.js';
import type { Releasable } from '../domain/rule-kind.js';

/*
 * What two people of the base office may never release 凭…放行, with the reason and the way that is left. Registrations,
 * bans, intervals and residues are the closed list that the base agreed on; the others follow from it
 * (docs/adr/0018-released-findings.md).
 */

/** Customs gives a registration or does not; whoever has the paper confirms it instead. */
export const registrationNeverReleased: Releasable = {
  never: both(
    '注册登记不适用凭据放行：由海关注册登记，由基地办公室核对文件。',
    'A registration is not released: customs gives it, and the base office confirms the paper.',
  ),
};

/**
 * What was banned on the day it was used stays so: the record or the list is put right, or the fruit does not leave.
 */
export const banNeverReleased: Releasable = {
  never: both(
    '禁用农药不适用凭据放行：须补全用药记录，或由基地办公室核对禁用名录。',
    'A ban is not released: the spraying record has to be completed, or the base office confirms the list.',
  ),
};

/** An interval protects whoever eats the fruit: the record or the label is put right, or the fruit does not leave. */
export const intervalNeverReleased: Releasable = {
  never: both(
    '安全间隔期不适用凭据放行：须补全用药记录并确认产品标签。',
    'An interval is not released: the spraying record has to be completed and the label confirmed.',
  ),
};

/** A residue is settled by a figure and a limit, and each of the two can be had. */
export const residueNeverReleased: Releasable = {
  never: both(
    '农药残留不适用凭据放行：须由实验室检测，或由基地办公室核对限量原文。',
    'Residues are not released: a laboratory tests for them, or the base office confirms the limit.',
  ),
};

/**
 * What was not tested is not a residue found; but if two people could spare fruit the test, no residue would ever be found
 * in it, and the gate would be passed by what nobody looked for. A test is always possible while the fruit is here.
 */
export const coverageNeverReleased: Releasable = {
  never: both(
    '残留检测覆盖不适用凭据放行：须补做检测、补全记录，或由基地办公室录入关注清单。',
    'Missing tests are not released: the fruit is tested, the records are completed, or the base office enters the watch list.',
  ),
};

/** A market that lets no fruit in bans it, and while nobody knows, it may: as with a ban, the way is to confirm the fact. */
export const closedMarketNeverReleased: Releasable = {
  never: both(
    '市场是否开放不适用凭据放行：由基地办公室核对准入公告，第二人复核。',
    'Whether a market is open is not released: the base office checks the announcement and a second person countersigns it.',
  ),
};

/** A hold is released where it lies; those for intervals and bans never are, and this must be no way round them. */
export const holdNeverReleased: Releasable = {
  never: both(
    '暂停放行不适用凭据放行：须解除该暂停。',
    'A hold is not released by this: the hold itself has to be released.',
  ),
};

/** Contaminants found are residues like any other. */
export const contaminantNeverReleased: Releasable = {
  never: both(
    '污染物不适用凭据放行：须由实验室检测，或由基地办公室核对限量原文。',
    'Contaminants are not released: a laboratory tests for them, or the base office confirms the limit.',
  ),
};

/** How often a product may be used stands on the same label as its interval. */
export const applicationsNeverReleased: Releasable = {
  never: both(
    '每季施用次数不适用凭据放行：须补全用药记录并确认产品标签。',
    'Applications a season are not released: the spraying record has to be completed and the label confirmed.',
  ),
};
