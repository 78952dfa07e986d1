import DataLoader from 'dataloader';
import type { Applicant } from '../../domain/applicant/applicant.js';
import type { ApplicantService } from '../../domain/applicant/applicant-service.js';
import type { AccessLog, PastAccess } from '../../domain/audit/access-log.js';
import type { CheckEngine } from '../../domain/check/check-engine.js';
import type { JudgedCheck } from '../../domain/check/evidence-rule.js';
import type { Verification } from '../../domain/check/verification.js';
import type { Consent } from '../../domain/consent/consent.js';
import type { ConsentRepository, DisclosureRepository, Standing } from '../../domain/consent/consent-ports.js';
import type { Disclosure } from '../../domain/consent/disclosure.js';
import type { CustomerLink, CustomerLinkRepository } from '../../domain/customer/customer-link.js';
import type { CustomerService } from '../../domain/customer/customer-service.js';
import type { Document, DocumentCopy } from '../../domain/document/document.js';
import type { DocumentRepository } from '../../domain/document/document-ports.js';
import type { CallContext } from '../../domain/kernel/call-context.js';
import type { OwnedRepository } from '../../domain/kernel/owned-repository.js';
import type { Page, PageRequest } from '../../domain/kernel/paging.js';
import type { AmlResults } from '../../domain/provider/aml-port.js';
import type { CustomerAnswer } from '../../domain/provider/customer-port.js';
import type { ScreeningDetails, ScreeningState } from '../../domain/provider/screening-port.js';
import type { Sourced } from '../../domain/provider/source.js';
import type { VerificationLink } from '../../domain/provider/verification-link-port.js';
import type { RunnerApplicant, RunnerState } from '../../domain/provider/workflow-port.js';
import type { Runner } from '../../domain/runner/runner.js';
import type { RunnerService } from '../../domain/runner/runner-service.js';
import type { RunnerToolsService } from '../../domain/runner/runner-tools-service.js';
import type { ExternalIdentity, ExternalIdentityRepository } from '../../domain/session/external-identity.js';
import { emptyProfile, type Profile } from '../../domain/user/profile.js';
import type { User } from '../../domain/user/user.js';
import type { UserRepository } from '../../domain/user/user-repository.js';
import type { ProviderEventHistory } from '../../domain/webhook/provider-event-history.js';
import type { AccessNotes, Owned } from './access-notes.js';
import { EventPages } from './event-pages.js';

export interface LoaderDependencies {
  readonly users: UserRepository;
  readonly applicants: OwnedRepository<Applicant>;
  readonly runners: OwnedRepository<Runner>;
  readonly documents: DocumentRepository;
  readonly verifications: OwnedRepository<Verification>;
  readonly customerLinks: CustomerLinkRepository;
  readonly consents: ConsentRepository;
  readonly disclosures: DisclosureRepository;
  readonly accessLog: AccessLog;
  readonly externalIdentities: Pick<ExternalIdentityRepository, 'listByUsers'>;
  readonly webhookEvents: ProviderEventHistory;
  readonly applicantService: ApplicantService;
  readonly runnerService: RunnerService;
  readonly runnerToolsService: RunnerToolsService;
  readonly checkEngine: CheckEngine;
  readonly customerService: CustomerService;
}

/** One request's reads: each edge is one SQL statement per level and one provider call per distinct record. */
export class Loaders {
  readonly maxAges = new MaxAges();
  readonly user: DataLoader<string, User | null>;
  readonly profile: DataLoader<string, Profile>;
  readonly customerLink: DataLoader<string, CustomerLink | null>;
  readonly document: DataLoader<string, Document | null>;
  readonly documentCopies: DataLoader<string, readonly DocumentCopy[]>;
  readonly applicants: PagesByUser<Applicant>;
  readonly runners: PagesByUser<Runner>;
  readonly documents: PagesByUser<Document>;
  readonly verifications: PagesByUser<Verification>;
  readonly consentHistory: PagesByUser<Consent>;
  readonly disclosures: PagesByUser<Disclosure>;
  readonly accessLog: PagesByUser<PastAccess>;
  readonly externalIdentities: PagesByUser<ExternalIdentity>;
  /** Not kept: a consent may have been given earlier in this very request. */
  readonly standing: (userId: string) => Promise<Standing>;
  readonly applicantState: OncePerRecord<Applicant, Sourced<ScreeningState>>;
  readonly applicantDetails: OncePerRecord<Applicant, Sourced<ScreeningDetails>>;
  readonly applicantAml: OncePerRecord<Applicant, Sourced<AmlResults>>;
  readonly providerEvents: EventPages;
  /** Hosted pages made by this very request, by applicant. */
  readonly madeLinks = new Map<string, VerificationLink>();
  readonly runnerState: OncePerRecord<Runner, Sourced<RunnerState>>;
  readonly runnerApplicants: OncePerRecord<Runner, Sourced<readonly RunnerApplicant[]>>;
  readonly runnerTools: ReturnType<typeof runnerToolsOf>;
  readonly check: OncePerRecord<Verification, Sourced<JudgedCheck> | null>;
  readonly customer: OncePerRecord<CustomerLink, Sourced<CustomerAnswer> | null>;

  /** `accesses` is told of every record that is loaded. */
  constructor(deps: LoaderDependencies, call: CallContext, accesses: AccessNotes) {
    const pages = <T extends Owned>(type: string, repository: Pick<OwnedRepository<T>, 'listByUsers'>) =>
      new PagesByUser(repository, ({ items }) => accesses.see(type, items));
    this.user = usersOf(deps, accesses);
    this.profile = profilesOf(deps, accesses);
    this.customerLink = byKey(async (ids) => {
      const links = await deps.customerLinks.findByUsers(ids);
      return keyed(accesses.seeAll('Customer', links), (link) => link.userId);
    }, null);
    this.document = byKey(async (ids) => {
      const documents = await deps.documents.findMany(ids);
      return keyed(accesses.seeAll('Document', documents), (document) => document.id);
    }, null);
    this.documentCopies = byKey(
      async (ids) => grouped(await deps.documents.findCopies(ids), (copy) => copy.documentId),
      [],
    );
    this.applicants = pages('Applicant', deps.applicants);
    this.runners = pages('Runner', deps.runners);
    this.documents = pages('Document', deps.documents);
    this.verifications = pages('Verification', deps.verifications);
    this.consentHistory = pages('Consent', deps.consents);
    this.disclosures = pages('Disclosure', deps.disclosures);
    this.accessLog = new PagesByUser({ listByUsers: (ids, page) => deps.accessLog.listBySubjects(ids, page) });
    this.externalIdentities = pages('ExternalIdentity', deps.externalIdentities);
    this.standing = (userId) => deps.consents.findStanding(userId);
    this.applicantState = new OncePerRecord(this.maxAges, (applicant, maxAgeMs) =>
      deps.applicantService.readState(applicant, maxAgeMs, call),
    );
    this.applicantDetails = new OncePerRecord(this.maxAges, (applicant, maxAgeMs) =>
      deps.applicantService.readDetails(applicant, maxAgeMs, call),
    );
    this.applicantAml = new OncePerRecord(this.maxAges, (applicant, maxAgeMs) =>
      deps.applicantService.readAml(applicant, maxAgeMs, call),
    );
    this.providerEvents = new EventPages(deps.webhookEvents);
    this.runnerState = new OncePerRecord(this.maxAges, (runner, maxAgeMs) =>
      deps.runnerService.readState(runner, maxAgeMs, call),
    );
    this.runnerApplicants = new OncePerRecord(this.maxAges, (runner, maxAgeMs) =>
      deps.runnerService.readApplicants(runner, maxAgeMs, call),
    );
    this.runnerTools = runnerToolsOf(deps, this.maxAges, call);
    this.check = new OncePerRecord(this.maxAges, async (verification, maxAgeMs) =>
      deps.checkEngine.readLive(verification, maxAgeMs, call),
    );
    this.customer = new OncePerRecord(this.maxAges, async (link, maxAgeMs) =>
      deps.customerService.read(link, maxAgeMs, call),
    );
  }
}

function usersOf({ users }: LoaderDependencies, accesses: AccessNotes): DataLoader<string, User | null> {
  return byKey(async (ids) => {
    const found = await users.findMany(ids);
    accesses.seePeople('User', found);
    return keyed(found, (user) => user.id);
  }, null);
}

function profilesOf({ users }: LoaderDependencies, accesses: AccessNotes): DataLoader<string, Profile> {
  return new DataLoader(async (ids) => {
    const found = keyed(await users.findProfiles(ids), (profile) => profile.userId);
    accesses.seePeople(
      'Profile',
      [...found.keys()].map((id) => ({ id })),
    );
    return ids.map((id) => found.get(id) ?? emptyProfile(id));
  });
}

/** What can be looked up around a runner, each by a call of its own. */
function runnerToolsOf({ runnerToolsService: tools }: LoaderDependencies, maxAges: MaxAges, call: CallContext) {
  const once = <V>(read: (runner: Runner, maxAgeMs: number | null) => Promise<V>) => new OncePerRecord(maxAges, read);
  return {
    activity: once((runner, maxAgeMs) => tools.readActivity(runner, maxAgeMs, call)),
    store: once((runner, maxAgeMs) => tools.readStore(runner, maxAgeMs, call)),
    flow: once((runner, maxAgeMs) => tools.readFlowInfo(runner, maxAgeMs, call)),
    nodes: once((runner, maxAgeMs) => tools.readCurrentNodes(runner, maxAgeMs, call)),
  };
}

/** Pages of one kind of record for many users; one statement for each distinct page request. */
export class PagesByUser<T> {
  readonly #byPage = new Map<string, DataLoader<string, Page<T>>>();

  /** `onPage` is told of every page that is loaded. */
  constructor(
    private readonly repository: Pick<OwnedRepository<T>, 'listByUsers'>,
    private readonly onPage: (page: Page<T>) => void = () => undefined,
  ) {}

  load(userId: string, page: PageRequest): Promise<Page<T>> {
    const key = `${page.first} ${page.after}`;
    let loader = this.#byPage.get(key);
    if (loader === undefined) {
      loader = byKey(
        async (userIds) => {
          const pages = await this.repository.listByUsers(userIds, page);
          for (const found of pages.values()) this.onPage(found);
          return pages;
        },
        { items: [], hasNextPage: false },
      );
      this.#byPage.set(key, loader);
    }
    return loader.load(userId);
  }
}

/** How old a kept answer about a record may be in this request, as the field that led to the record said. */
export class MaxAges {
  readonly #seconds = new Map<string, number>();

  /** The strictest wish counts when two fields lead to one record. */
  accept(records: readonly { readonly id: string }[], seconds: number | null | undefined): void {
    for (const { id } of records)
      this.#seconds.set(id, Math.min(seconds ?? 0, this.#seconds.get(id) ?? Number.POSITIVE_INFINITY));
  }

  /** Milliseconds; null: ask the provider. */
  of(id: string): number | null {
    const seconds = this.#seconds.get(id) ?? 0;
    return seconds === 0 ? null : seconds * 1000;
  }
}

/** Provider reads: nothing to batch, but each record is asked about once, and a slow one does not hold up the others. */
export class OncePerRecord<T extends { readonly id: string }, V> {
  readonly #values = new Map<string, Promise<V>>();

  constructor(
    private readonly maxAges: MaxAges,
    private readonly read: (record: T, maxAgeMs: number | null) => Promise<V>,
  ) {}

  load(record: T): Promise<V> {
    let value = this.#values.get(record.id);
    if (value === undefined) {
      value = this.read(record, this.maxAges.of(record.id));
      this.#values.set(record.id, value);
    }
    return value;
  }

  /** Replaces what is known, e.g. by the answer to a command. */
  put(record: T, value: V): void {
    this.#values.set(record.id, Promise.resolve(value));
  }
}

function byKey<V>(
  load: (keys: readonly string[]) => Promise<ReadonlyMap<string, V>>,
  missing: V,
): DataLoader<string, V> {
  return new DataLoader(async (keys) => {
    const found = await load(keys);
    return keys.map((key) => found.get(key) ?? missing);
  });
}

function keyed<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [keyOf(item), item]));
}

function grouped<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group === undefined) groups.set(keyOf(item), [item]);
    else group.push(item);
  }
  return groups;
}
