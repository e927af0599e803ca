import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { PageArgs } from '../../graphql/connection.js';
import { FilterArg } from '../../graphql/filter-arg.js';
import { IdPipe } from '../../graphql/id.pipe.js';
import { refused, Refused, resultUnion } from '../../graphql/refused.js';
import { Requires } from '../../infrastructure/auth/access.js';
import type { Ctx as Context } from '../../infrastructure/database/context.js';
import type { Outcome } from '../../infrastructure/database/unit-of-work.js';
import { Ctx } from '../../infrastructure/graphql/ctx.decorator.js';
import { formatMu } from '../../kernel/area.js';
import { decimal } from '../../kernel/decimal.js';
import type { RegistrationId } from '../../kernel/ids.js';
import { OrganisationType } from '../organisations/organisation.types.js';
import { OrganisationQueries } from '../organisations/organisation.queries.js';
import { ConfirmCoverage } from './commands/confirm-coverage.js';
import { ConfirmRegistration } from './commands/confirm-registration.js';
import { ConfirmRegistrations } from './commands/confirm-registrations.js';
import { CoverPlots } from './commands/cover-plots.js';
import { RecordRegistration } from './commands/record-registration.js';
import { WithdrawRegistration } from './commands/withdraw-registration.js';
import type { LandRefusal } from './land.refusals.js';
import { RegistrationQueries, type RegistrationRow } from './registration.queries.js';
import {
  ConfirmCoverageInput,
  ConfirmRegistrationInput,
  ConfirmRegistrationsInput,
  CoverPlotsInput,
  RecordRegistrationInput,
  RegistrationConnection,
  RegistrationCoverageType,
  RegistrationFilterInput,
  RegistrationPayload,
  RegistrationsPayload,
  RegistrationType,
  WithdrawRegistrationInput,
  type RegistrationPage,
} from './registration.types.js';

const RecordRegistrationResult = resultUnion('RecordRegistrationResult', () => RegistrationPayload);
const ConfirmRegistrationResult = resultUnion('ConfirmRegistrationResult', () => RegistrationPayload);
const ConfirmCoverageResult = resultUnion('ConfirmCoverageResult', () => RegistrationPayload);
const ConfirmRegistrationsResult = resultUnion('ConfirmRegistrationsResult', () => RegistrationsPayload);
const CoverPlotsResult = resultUnion('CoverPlotsResult', () => RegistrationPayload);
const WithdrawRegistrationResult = resultUnion('WithdrawRegistrationResult', () => RegistrationPayload);

@Resolver(() => RegistrationType)
export class RegistrationResolver {
  constructor(
    private readonly queries: RegistrationQueries,
    private readonly organisations: OrganisationQueries,
    private readonly recordRegistrationCommand: RecordRegistration,
    private readonly coverPlotsCommand: CoverPlots,
    private readonly confirmRegistrationCommand: ConfirmRegistration,
    private readonly confirmCoverageCommand: ConfirmCoverage,
    private readonly confirmRegistrationsCommand: ConfirmRegistrations,
    private readonly withdrawRegistrationCommand: WithdrawRegistration,
  ) {}

  @Query(() => RegistrationConnection, {
    description:
      'Registrations at customs: your own, and those under which fruit of yours grew or was packed; newest first.',
  })
  @Requires('registration:read')
  async registrations(
    @Ctx() ctx: Context,
    @Args() page: PageArgs,
    @FilterArg(() => RegistrationFilterInput, 'Which registrations.')
    filter?: RegistrationFilterInput | null,
  ): Promise<RegistrationPage> {
    const asked = filter ?? {};
    return { ...(await this.queries.page(ctx, asked, page)), filter: asked };
  }

  @Query(() => RegistrationType, {
    nullable: true,
    description: 'One registration; empty where there is none that you may see.',
  })
  @Requires('registration:read')
  registration(
    @Ctx() ctx: Context,
    @Args('id', { type: () => ID, description: 'Its id.' }, IdPipe) id: RegistrationId,
  ): Promise<RegistrationRow | null> {
    return this.queries.load(ctx, id);
  }

  @Mutation(() => RecordRegistrationResult, {
    description: 'Records a registration that customs gave: your own, or as the base office anybody’s.',
  })
  @Requires('registration:manage')
  recordRegistration(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration.' }) input: RecordRegistrationInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.recordRegistrationCommand.execute(ctx, input));
  }

  @Mutation(() => CoverPlotsResult, {
    description:
      'Puts plots under an orchard registration for a span of days: your own, or as the base office anybody’s.',
  })
  @Requires('registration:manage')
  coverPlots(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration, the plots and the days.' }) input: CoverPlotsInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.coverPlotsCommand.execute(ctx, input));
  }

  @Mutation(() => WithdrawRegistrationResult, {
    description: 'Records that a registration no longer stands. What it covered before stays covered.',
  })
  @Requires('registration:manage')
  withdrawRegistration(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration, and from which day it no longer stands.' })
    input: WithdrawRegistrationInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.withdrawRegistrationCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmRegistrationResult, {
    description:
      'Confirms, as the base office and another person than who recorded it, a registration whose paper was seen: until then it decides nothing for fruit.',
  })
  @Requires('registration:confirm')
  confirmRegistration(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration.' }) input: ConfirmRegistrationInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.confirmRegistrationCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmCoverageResult, {
    description:
      'Confirms, as the base office and another person than who entered it, that plots stand under a registration: until then that decides nothing for their fruit.',
  })
  @Requires('registration:confirm')
  confirmCoverage(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registration and the plots.' }) input: ConfirmCoverageInput,
  ): Promise<RegistrationPayload | Refused> {
    return this.answer(ctx, this.confirmCoverageCommand.execute(ctx, input));
  }

  @Mutation(() => ConfirmRegistrationsResult, {
    description:
      'Confirms several registrations and plots under them at once, as when the base office goes through a list from customs: all of them, or none with every reason.',
  })
  @Requires('registration:confirm')
  async confirmRegistrations(
    @Ctx() ctx: Context,
    @Args('input', { description: 'The registrations and the plots.' }) input: ConfirmRegistrationsInput,
  ): Promise<RegistrationsPayload | Refused> {
    const made = await this.confirmRegistrationsCommand.execute(ctx, input);
    if (!made.ok) return refused(ctx, made.error);
    const registrations = await Promise.all(
      made.value.registrationIds.map((id) => this.queries.load(ctx, id)),
    );
    return Object.assign(new RegistrationsPayload(), {
      registrations: registrations.filter((each) => each !== null),
    });
  }

  @ResolveField(() => OrganisationType, { description: 'Whose it is.' })
  organisation(@Ctx() ctx: Context, @Parent() registration: RegistrationRow): Promise<OrganisationType> {
    return this.organisations.present(ctx, registration.organisationId);
  }

  @ResolveField(() => RegistrationCoverageType, { description: 'The plots under it today, and their area.' })
  async coverage(
    @Ctx() ctx: Context,
    @Parent() registration: RegistrationRow,
  ): Promise<RegistrationCoverageType> {
    const coverage = await this.queries.coverage(ctx, registration.id);
    const { declaredMuHundredths, seenMuHundredths, ...counts } = coverage;
    return {
      ...counts,
      declaredMu: declaredMuHundredths === null ? null : decimal(formatMu(declaredMuHundredths)),
      seenMu: decimal(formatMu(seenMuHundredths)),
    };
  }

  private async answer(
    ctx: Context,
    outcome: Outcome<{ registrationId: RegistrationId }, LandRefusal>,
  ): Promise<RegistrationPayload | Refused> {
    const result = await outcome;
    if (!result.ok) return refused(ctx, result.error);
    const registration = await this.queries.load(ctx, result.value.registrationId);
    return Object.assign(new RegistrationPayload(), { registration });
  }
}

@Resolver(() => RegistrationConnection)
export class RegistrationConnectionResolver {
  constructor(private readonly queries: RegistrationQueries) {}

  @ResolveField(() => Int, { description: 'How many there are in all.' })
  totalCount(@Ctx() ctx: Context, @Parent() page: RegistrationPage): Promise<number> {
    return this.queries.count(ctx, page.filter);
  }
}
