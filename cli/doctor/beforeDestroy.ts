import {
  namesOf,
  type Permanence,
  Problem,
  type ResourceUser,
  resourceContextOf,
  type Session,
} from "../../provider/cliApi";
import { definitionOf } from "../pulumi/definition";
import { providerUrnOf } from "../pulumi/explicitProviders";
import { type StateResource, withoutSecretMarks } from "../pulumi/stack";
import { type CheckResult, failure, failureOf, ok, skipped, warning } from "./check";
import { countsOf, isDeleted } from "./destroyCounts";
import { type Managed, titleOf } from "./managed";
import type { Project } from "./project";
import { refusalsOfGuard } from "./protectedDeletions";

/**
 * What would refuse a `pulumi destroy` of the whole stack: one failure per reason. It reads each dataset once, and asks
 * once per entity which others use it, as a delete that was refused does.
 *
 * @param project the stack, secrets in clear.
 * @param session with the configuration of the stack.
 * @param explicit sessions with the recorded configurations of the explicit providers, by their URNs.
 */
export async function refusalsOfDestroy(
  project: Project,
  session: Session,
  explicit: ReadonlyMap<string, Session>,
): Promise<CheckResult[]> {
  if (project.is === "unreadable") {
    return [skipped("not checked, because stack failed")];
  }
  if (project.is === "none") {
    // Unlike in the other checks, nothing was checked at all, so a pipeline must not go on.
    return [
      failure("There is no stack to check.", "Run this in the folder of Pulumi.yaml, or pass --cwd FOLDER."),
    ];
  }
  const removed = project.resources.filter(isDeleted);
  const { managed, lacking } = await managedOf(removed, session, explicit);
  const signIns = await failedSignIns(managed);
  const checked = managed.filter(({ session }) => !signIns.has(session));
  const going = new Set(managed.map(({ id }) => id));
  const permanent = await permanentOnes(checked);
  const found = [
    ...project.resources.filter(({ protect }) => protect === true).map(protectedFailure),
    ...lacking,
    ...[...signIns.values()],
    ...(await refusalsOfGuard(checked)),
    ...permanentFailures(permanent.filter(({ one }) => !isForgotten(one))),
    ...(await Promise.all(checked.map((one) => refusalsOf(one, going)))).flat(),
  ];
  const deletions = countsOf(project.resources, project.stack);
  return [
    ...(found.length > 0 ? found : [ok(`nothing that is known refuses the deletion of ${deletions}`)]),
    ...stayingResults(managed, permanent),
  ];
}

function protectedFailure(resource: StateResource): CheckResult {
  return failure(
    `${titleOf(resource)} is protected: pulumi destroy ends before it deletes anything, unless it skips its preview (--skip-preview).`,
    `Remove protect from the resource in the program and run pulumi up, or run pulumi state unprotect '${resource.urn}'.`,
  );
}

/** The resources of this package, and failures for those whose provider is unknown. */
async function managedOf(
  resources: readonly StateResource[],
  ofStack: Session,
  explicit: ReadonlyMap<string, Session>,
) {
  const managed: Managed[] = [];
  const lacking: CheckResult[] = [];
  for (const resource of resources) {
    const definition = await definitionOf(resource);
    if (definition === undefined) {
      continue;
    }
    const urn = providerUrnOf(resource);
    const session = urn === undefined ? ofStack : explicit.get(urn);
    if (session === undefined) {
      lacking.push(failure(`${titleOf(resource)}: its provider is not in the state of the stack.`));
      continue;
    }
    const outputs = withoutSecretMarks(resource.outputs ?? {});
    managed.push({ resource, definition, session, id: resource.id ?? "", outputs });
  }
  return { managed, lacking };
}

/** One failure for each session that cannot sign in: otherwise, each of its resources would repeat it. */
async function failedSignIns(managed: readonly Managed[]): Promise<Map<Session, CheckResult>> {
  const failed = new Map<Session, CheckResult>();
  for (const [session, resources] of Map.groupBy(managed, (one) => one.session)) {
    for (const service of new Set(resources.map(({ definition }) => definition.realm?.service ?? "aep"))) {
      try {
        await session.signIn(service);
      } catch (error) {
        const { line, fix } = failureOf(error);
        failed.set(session, failure(`${resources.length} resources were not checked. ${line}`, fix));
      }
    }
  }
  return failed;
}

/** The reason for which AEP never deletes a resource, or a failure if it cannot be found out. */
interface Permanent {
  readonly one: Managed;
  readonly found: Permanence | CheckResult;
}

async function permanentOnes(managed: readonly Managed[]): Promise<Permanent[]> {
  const results = await Promise.all(
    managed.map(async (one): Promise<Permanent[]> => {
      const { resource, definition, session, id, outputs } = one;
      try {
        const place = resourceContextOf({ definition, session }, outputs);
        const found = await definition.permanence?.(id, outputs, place);
        return found === undefined ? [] : [{ one, found }];
      } catch (error) {
        return [{ one, found: named(titleOf(resource), failureOf(error)) }];
      }
    }),
  );
  return results.flat();
}

/** Whether the configuration accepts that a resource is removed from the state only. */
function isForgotten({ session }: Managed): boolean {
  return session.settings.isOn("forgetUndeletable");
}

/** One failure for each reason for which AEP never deletes resources. */
function permanentFailures(permanent: readonly Permanent[]): CheckResult[] {
  const known = permanent.flatMap(({ one, found }) => ("is" in found ? [] : [{ one, found }]));
  return [
    ...permanent.flatMap(({ found }) => ("is" in found ? [found] : [])),
    ...[...Map.groupBy(known, ({ found }) => found.about).values()].flatMap((same) => {
      const [first] = same;
      return first === undefined
        ? []
        : [
            failure(
              `${same.map(({ one }) => titleOf(one.resource)).join(", ")}: ${first.found.reason}`,
              `To remove them from the state only, set ${namesOf("forgetUndeletable")} to true and run pulumi up before the destroy. These stay in AEP: ${first.found.stays.join(", ")}.`,
            ),
          ];
    }),
  ];
}

/** What a destroy removes from the state only: no reason to refuse it, but worth knowing. */
function stayingResults(managed: readonly Managed[], permanent: readonly Permanent[]): CheckResult[] {
  const forgotten = new Map(permanent.flatMap(({ one, found }) => (isForgotten(one) ? [[one, found]] : [])));
  const lines = managed.flatMap((one) => {
    const known = forgotten.get(one);
    const reason =
      known !== undefined && "reason" in known ? known.reason : one.definition.outlives?.(one.outputs);
    return reason === undefined ? [] : [`${titleOf(one.resource)} (${one.id}): ${reason}`];
  });
  const are = lines.length === 1 ? "1 resource is" : `${lines.length} resources are`;
  const entities =
    lines.length === 1 ? "its entity can stay in the service" : "their entities can stay in the services";
  return lines.length === 0
    ? []
    : [ok([`${are} only removed from the state, and ${entities}:`, ...lines].join("\n"))];
}

async function refusalsOf(one: Managed, going: ReadonlySet<string>): Promise<CheckResult[]> {
  const title = titleOf(one.resource);
  const place = resourceContextOf({ definition: one.definition, session: one.session }, one.outputs);
  const steps = [
    async () => one.definition.beforeRemoval?.(one.id, one.outputs, place, undefined),
    async () => {
      const staying = (await place.api.users(one.id, one.outputs)).filter(
        ({ id, leaving }) => !leaving && !going.has(id),
      );
      const naming = staying.filter(({ namesOnly }) => namesOnly === true);
      const users = staying.filter(({ namesOnly }) => namesOnly !== true);
      if (users.length > 0) {
        throw new Problem({
          what: `${title} is used by entities that are not deleted with the stack, so its deletion can be refused.`,
          details: users.map(({ label }) => `used by ${label}`),
          advice: "Delete them first. If they belong to another stack or person, ask the owner.",
        });
      }
      return naming.length === 0 ? [] : [namedWarning(title, naming)];
    },
  ];
  const results = await Promise.all(
    steps.map((step) =>
      step().then(
        (found) => found ?? [],
        (error: unknown) => [named(title, failureOf(error))],
      ),
    ),
  );
  return results.flat();
}

/** Entities that only name one that is deleted: no source says whether AEP refuses its deletion. */
function namedWarning(title: string, naming: readonly ResourceUser[]): CheckResult {
  return warning(
    [
      `${title} is named by entities that are not deleted with the stack: they keep its id after the deletion.`,
      ...naming.map(({ label }) => `named by ${label}`),
    ].join("\n"),
    "Remove its id from them first. If they belong to another stack or person, ask the owner.",
  );
}

/** A result whose first line names the resource in the program. */
function named(title: string, { line, fix }: CheckResult): CheckResult {
  return failure(line.startsWith(title) ? line : `${title}: ${line}`, fix);
}
