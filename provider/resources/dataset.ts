import { z } from "zod";
import { Catalog, dataSets } from "../api/catalog";
import { FlowService } from "../api/flowService";
import type { Scope } from "../config/realm";
import { kindFacts } from "../kinds";
import type { Definition, HookContext } from "../lifecycle/definition";
import { type Refusal, refused } from "../lifecycle/refusal";
import { quotedText, wordOrQuoted } from "../messages/foreignText";
import { isEmpty } from "../values/compare";
import { isJsonObject, type JsonObject, textOf, valueAt } from "../values/json";
import {
  bothForms,
  decidesTwice,
  doubtsAboutProfile,
  keptTags,
  lostIdentities,
  noteRemovedTags,
  profileAsSeen,
  profileInput,
  rejectLostIdentities,
  withKeptProfile,
  withoutCopiedTags,
  withProfileTags,
} from "./profile/datasetProfile";
import { requireEnabledSchema, schemaNotEnabled } from "./profile/enabledSchema";
import { resumable, sendPatches, stillDisabled } from "./profile/profilePatches";
import {
  alikeExpirations,
  expirationsIn,
  extensionsInput,
  reachExpirations,
  shorterExpirations,
} from "./rowExpiration";
import { jsonObject, text } from "./shapes";
import { meaningOfTags, meaningOfTagValue, withoutServicesTagValues } from "./spelling/tags";
import { usersIn } from "./users";

/** Inputs of a dataset. */
export const datasetInputs = z
  .strictObject({
    name: text,
    description: z.string().optional(),
    schemaRef: z.strictObject({ id: text, contentType: text.optional() }),
    tags: z.record(text, z.array(z.string())).optional(),
    profile: profileInput.optional(),
    fileDescription: jsonObject.optional(),
    enableErrorDiagnostics: z.boolean().optional(),
    extensions: extensionsInput.optional(),
    forceDestroy: z.boolean().optional(),
  })
  .refine((inputs) => !decidesTwice(inputs), {
    path: ["profile"],
    message: bothForms,
    when: ({ value }) => isJsonObject(value),
  });

const holdsData: Refusal = {
  step: "deletion",
  title: "The dataset holds data, and is to be deleted or replaced",
  advice:
    "To delete the data, set forceDestroy: true on the dataset, run pulumi up --target with its URN (pulumi stack --show-urns), and then repeat this change. Without --target, pulumi up creates again what a destroy has already deleted.",
};

/** Dataset: holds data in the data lake. */
export const dataset: Definition<Scope> = {
  ...kindFacts.dataset,
  inputs: datasetInputs,
  // Compared with an empty object, each tag gets its own patch, and the tags of the service stay.
  defaults: { tags: {}, "schemaRef.contentType": "application/vnd.adobe.xed-full+json;version=1" },
  // The new dataset is created first: if the old one holds data and is not deleted, everything still works.
  replaceOnChange: { schemaRef: "createFirst" },
  refusals: [lostIdentities, schemaNotEnabled, stillDisabled, holdsData],
  alike: { tags: meaningOfTags, ...alikeExpirations },
  byMember: { "tags.*": meaningOfTagValue },
  versioned: false,

  keepRecorded: withoutCopiedTags,
  normalize: (inputs) => withoutServicesTagValues(withProfileTags(inputs)),
  asWanted: withoutServicesTagValues,
  adjustWanted: (wanted, _inputs, _session, recorded) => withKeptProfile(wanted, recorded),
  notedAsSeen: profileAsSeen,
  resumable,
  rejectUpdate: rejectLostIdentities,
  api: ({ session, scope, call }) => {
    const catalog = new Catalog(session.gateway("aep", call), scope);
    const flowService = new FlowService(session.gateway("aep", call), scope);
    return {
      // No source documents extensions in a POST.
      create: async (body) => ({ id: await catalog.create(body), outputs: { extensions: undefined } }),
      read: (id) => catalog.get(id),
      listing: { collection: dataSets, idKey: "id", pages: () => catalog.pages() },
      update: async (id, change) => {
        await sendPatches(id, change, (operations) => catalog.patch(id, operations));
        return {};
      },
      delete: (id) => catalog.delete(id),
      list: (name) =>
        Array.fromAsync(
          catalog.list(name !== undefined && /^[\w .-]+$/.test(name) ? `name==${name}` : undefined),
        ),
      users: (id) =>
        usersIn("target connection", flowService.list("targetConnections", [`params.dataSetId==${id}`]), id),
    };
  },
  // No source documents how the service returns the content type; a replacement must not depend on that.
  view: (entity) => ({
    ...withoutServicesTagValues(entity),
    schemaRef: { id: valueAt(entity, "schemaRef.id") },
    extensions: expirationsIn(entity),
  }),
  noteChange: noteRemovedTags,
  recordedDoubts: (id, recorded, session, inputs) =>
    [shorterExpirations, doubtsAboutProfile, keptTags].flatMap((doubts) =>
      doubts(`${quotedText(textOf(recorded.name))} (${id})`, recorded, inputs, session),
    ),
  reachEndState: (id, wanted, { extensions }, context) =>
    reachExpirations(id, wanted.extensions, extensions, context),
  beforeWrite: requireEnabledSchema,
  creation: (entity) => ({ at: entity.created, client: entity.createdClient }),
  // Only a read finds out whether the dataset holds data: data may have arrived since the state was recorded.
  beforeRemoval: (id, recorded, context, replacement) =>
    rejectIfItHoldsData(replacement === undefined ? "deleted" : "replaced", id, recorded, context),
};

async function rejectIfItHoldsData(
  planned: "deleted" | "replaced",
  id: string,
  recorded: JsonObject,
  { session, scope, call }: HookContext<Scope>,
): Promise<void> {
  if (recorded.forceDestroy === true) {
    return;
  }
  const found = await new Catalog(session.gateway("aep", call), scope).get(id);
  if (found === undefined || isEmpty(found.lastBatchId)) {
    return;
  }
  throw refused(holdsData, {
    what: `The dataset ${id} (${quotedText(textOf(found.name))}) holds data and is not ${planned}.`,
    details: [`(last batch ${wordOrQuoted(textOf(found.lastBatchId))})`],
  });
}
