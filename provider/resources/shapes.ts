import { z } from "zod";
import type { Json } from "../json";

/** Text that says something. */
export const text = z.string().min(1, "must not be empty");

/** Any JSON value, as far as a service takes it. */
export const json: z.ZodType<Json> = z.any();

/** A JSON object whose keys belong to a connector. */
export const jsonObject = z.record(z.string(), json);

/** Id and version of a connection spec or flow spec. */
export const spec = z.strictObject({ id: text, version: text.optional() });

/** Version that every published spec has; the service's docs disagree on whether it may be left out. */
export const specVersion = "1.0";
