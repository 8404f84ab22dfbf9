import { z } from "zod";
import { parseArmId } from "../values/armId";
import type { Json } from "../values/json";

// zod's own length checks also run on objects with a key named length, and throw for its value.

/** Text that is not empty. */
export const text = z.string().regex(/./s, "must not be empty");

/** A list that is not empty. */
export const listOf = <Member extends z.ZodType>(member: Member, message = "must not be empty") =>
  z.array(member).refine((members) => members.length > 0, message);

/** A list with exactly one member. The length is checked even if the member is unknown. */
export const listOfOne = <Member extends z.ZodType>(member: Member, message: string) =>
  listOf(member).superRefine((members, context) => {
    if (members.length > 1) {
      context.addIssue({ code: "too_big", origin: "array", maximum: 1, inclusive: true, message });
    }
  });

/** Any JSON value: the service checks it. */
export const json: z.ZodType<Json> = z.any();

/** A JSON object whose keys belong to a connector. */
export const jsonObject = z.record(z.string(), json);

/** Id and version of a connection spec or flow spec. */
export const spec = z.strictObject({ id: text, version: text.optional() });

/** Version that every published spec has; the service's docs disagree on whether it may be left out. */
export const specVersion = "1.0";

/** Id of an Azure resource, as Azure Resource Manager writes it. */
export const armId = text.refine((id) => parseArmId(id) !== undefined, {
  message:
    "must be the id of an Azure resource: " +
    "/subscriptions/<id>/resourceGroups/<name>/providers/<namespace>/<type>/<name>, and nothing after that",
});
