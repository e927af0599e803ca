import type { INestApplicationContext } from '@nestjs/common';
import { CLOCK, ID_SOURCE, type Clock } from '../infrastructure/clock.js';
import type { Ctx } from '../infrastructure/database/context.js';
import { systemContext } from '../infrastructure/database/system-context.js';
import { UnitOfWork } from '../infrastructure/database/unit-of-work.js';
import type { IdSource } from '../kernel/ids.js';
import { sentenceOf, type AnyRefusal, type Bilingual } from '../kernel/refusal.js';
import { err, ok, type Result } from '../kernel/result.js';
import { SweepAttachments } from '../modules/attachments/commands/sweep-attachments.js';
import { AccountQueries } from '../modules/organisations/account.queries.js';
import { CreateUser } from '../modules/organisations/commands/create-user.js';
import type { RegisterOrganisationInput } from '../modules/organisations/commands/register-organisation.js';
import { ResetPassword } from '../modules/organisations/commands/reset-password.js';
import { normalUsername } from '../modules/organisations/domain/credentials.js';
import { hashPassword, temporaryPassword } from '../modules/organisations/domain/password.js';
import { OrganisationQueries } from '../modules/organisations/organisation.queries.js';
import { USAGE, type AdminRequest, type CreateUserRequest } from './read-arguments.js';

type Answer = Result<string[], Bilingual[]>;

/** What the operator of the server does without an account, through the same commands as everybody else. */
export class Administration {
  constructor(private readonly app: INestApplicationContext) {}

  /**
   * @param readPassword asked for only if the request says that a password was given
   * @returns lines to print, or everything that was refused
   */
  async run(request: AdminRequest, readPassword: () => Promise<string>): Promise<Answer> {
    switch (request.command) {
      case 'create-user':
        return this.createUser(request, request.hasPassword ? await readPassword() : null);
      case 'reset-password':
        return this.resetPassword(request.username);
      case 'list-users':
        return this.listUsers();
      case 'sweep-attachments':
        return this.sweepAttachments();
      case 'help':
        return ok([USAGE]);
    }
  }

  private async createUser(request: CreateUserRequest, given: string | null): Promise<Answer> {
    const organisation = await this.organisationOf(request);
    if (!organisation.ok) return organisation;
    const password = given ?? temporaryPassword();
    const { username, displayName, roles } = request;
    const made = await this.app.get(CreateUser).execute(this.system(), {
      username,
      displayName,
      roles,
      password,
      mustChangePassword: given === null,
      organisation: organisation.value,
    });
    if (!made.ok) return err(sentences(made.error));
    const account = `${normalUsername(username)} @ ${organisation.value.code} (${roles.join(', ')})`;
    return ok([
      `已创建账号 · Account made: ${account}`,
      ...(given === null ? [temporaryLine(password)] : []),
    ]);
  }

  /** An organisation that exists need not be described again. */
  private async organisationOf({
    organisation,
  }: CreateUserRequest): Promise<Result<RegisterOrganisationInput, Bilingual[]>> {
    const { kind, nameZh, nameEn } = organisation;
    const found = await this.app.get(OrganisationQueries).byCode(this.system(), organisation.code);
    if (found) return ok(Object.assign({}, found, { kind: kind ?? found.kind }));
    if (kind && nameZh && nameEn) return ok({ ...organisation, kind, nameZh, nameEn });
    const { code } = organisation;
    return err([
      {
        zh: `机构 ${code} 尚未登记；请同时给出 --organisation-kind、--name-zh 和 --name-en`,
        en: `The organisation ${code} is not registered yet; add --organisation-kind, --name-zh and --name-en`,
      },
    ]);
  }

  private async resetPassword(username: string): Promise<Answer> {
    const normal = normalUsername(username);
    const [account] = await this.app.get(AccountQueries).directory(this.system(), normal);
    if (!account) return err([{ zh: `没有用户 ${normal}`, en: `There is no user ${normal}` }]);
    const password = temporaryPassword();
    const hash = await hashPassword(password);
    const reset = await this.app
      .get(UnitOfWork)
      .write(this.system(), (tx) => this.app.get(ResetPassword).within(tx, { userId: account.id }, hash));
    return reset.ok
      ? ok([`已重置密码 · Password reset: ${normal}`, temporaryLine(password)])
      : err(sentences(reset.error));
  }

  private async listUsers(): Promise<Answer> {
    const accounts = await this.app.get(AccountQueries).directory(this.system(), null);
    if (accounts.length === 0)
      return ok([
        '还没有账号，用 create-user 创建第一个 · There are no accounts yet; create-user makes the first one',
        '用法 · How: npm run admin -- help',
      ]);
    return ok(
      accounts.map(({ username, isDisabled, isDemo, memberships }) =>
        [
          username,
          memberships.join('; ') || '-',
          ...(isDemo ? ['演示 · demo'] : []),
          ...(isDisabled ? ['已停用 · disabled'] : []),
        ].join('\t'),
      ),
    );
  }

  private async sweepAttachments(): Promise<Answer> {
    const { blobs, removed, removedBytes } = await this.app.get(SweepAttachments).execute(this.system());
    return ok([
      `已查看 ${blobs} 个文件，删除 ${removed} 个（${removedBytes} 字节）· Looked at ${blobs}, removed ${removed} (${removedBytes} bytes)`,
    ]);
  }

  private system(): Ctx {
    return systemContext(this.app.get<Clock>(CLOCK), this.app.get<IdSource>(ID_SOURCE));
  }
}

const temporaryLine = (password: string): string =>
  `临时密码（登录后须修改）· Temporary password, to be changed after signing in: ${password}`;

const sentences = (refusals: readonly AnyRefusal[]): Bilingual[] => refusals.map(sentenceOf);
