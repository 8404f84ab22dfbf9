import type { Emulator, RequestContext } from "../../core/emulator";
import type { Json, JsonObject } from "../../core/json";
import type { Refusal } from "../../core/refusal";
import type { Stored } from "../../core/store";
import type { Switches } from "../../core/switches";
import { invalidDescriptor, ProblemError, SchemaRegistryError } from "../errors";
import { readRegistryFilters, registryListResponse } from "../listing";
import { shownDescriptor } from "./descriptorStore";

/** A descriptor as lists show it. */
type ListedDescriptor = Pick<Stored, "id" | "entity">;

/** The response to a list request: an object with the descriptors of each type, or a page of all. */
export function descriptorListResponse(
  emulator: Emulator,
  context: RequestContext,
  descriptors: Iterable<ListedDescriptor>,
): JsonObject {
  const { switches } = emulator;
  const accept = context.req.header("accept") ?? "";
  const [media, paged, form] = /^application\/vnd\.adobe\.xdm(-v2)?(?:-(id|link))?\+json$/.exec(accept) ?? [];
  if (media === undefined) {
    throw notAcceptable("XDM-1008-400", accept, switches);
  }
  const shown = ({ id, entity }: ListedDescriptor): Json =>
    form === "id" ? id : form === "link" ? `/tenant/descriptors/${id}` : shownDescriptor(emulator, entity);
  const search = new URL(context.req.url).searchParams;
  if (paged === undefined) {
    return byType([...descriptors].filter(readRegistryFilters(search)), shown);
  }
  if (search.has("limit") && switches.descriptorListLimit === "refuse") {
    throw invalidDescriptor("limit is not allowed in a list of descriptors");
  }
  return registryListResponse({ rows: descriptors, shown, path: "/tenant/descriptors" }, search, switches);
}

// A type without descriptors has no member.
function byType(
  descriptors: readonly ListedDescriptor[],
  shown: (row: ListedDescriptor) => Json,
): JsonObject {
  const groups = Object.groupBy(descriptors, ({ entity }) => String(entity["@type"]));
  return Object.fromEntries(Object.entries(groups).map(([type, group = []]) => [type, group.map(shown)]));
}

/** Checks the Accept header of a lookup. */
export function checkLookupAccept(context: RequestContext, switches: Switches): void {
  const accept = context.req.header("accept") ?? "";
  // In HTTP, a missing header means any type.
  const missing = accept === "" || accept === "*/*";
  if (
    missing ? switches.descriptorLookupAccept === "required" : accept !== "application/vnd.adobe.xdm+json"
  ) {
    throw notAcceptable("XDM-1009-400", accept, switches);
  }
}

function notAcceptable(code: "XDM-1008-400" | "XDM-1009-400", accept: string, switches: Switches): Refusal {
  const message = `The Accept header ${accept || "(none)"} is not one for descriptors`;
  return switches.invalidAcceptStatus === 406
    ? new ProblemError(406, message)
    : new SchemaRegistryError(code, message);
}
