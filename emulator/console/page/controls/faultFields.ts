import type { JsonValue } from "../../protocol";

/** A field of a kind of fault. */
export interface FaultField {
  readonly name: string;
  readonly label: string;
  readonly type: "number" | "text" | "json" | "flag" | "choice" | "code";
  readonly initial?: string;
  readonly values?: readonly string[];
}

/** What every kind does, and the fields that it has of its own. Kinds without a row have no fields. */
export const faultKinds: Readonly<Record<string, { effect: string; fields?: readonly FaultField[] }>> = {
  answerLost: { effect: "The change is made; the connection ends without a response." },
  resetBefore: { effect: "The connection is reset before the change." },
  resetAfter: { effect: "The change is made; the connection is reset." },
  slow: {
    effect: "The change is made; the response comes late.",
    fields: [{ name: "delayMs", label: "Delay in milliseconds", type: "number", initial: "5000" }],
  },
  answer: {
    effect: "Another response is sent.",
    fields: [
      { name: "status", label: "Status", type: "number", initial: "503" },
      { name: "body", label: "Body (JSON)", type: "json" },
      { name: "headers", label: "Headers (JSON)", type: "json" },
      { name: "apply", label: "The change is made", type: "flag" },
    ],
  },
  gatewayError: {
    effect: "The gateway refuses with one of its codes, without the change.",
    fields: [{ name: "code", label: "Code", type: "code" }],
  },
  throttled: {
    effect: "The gateway refuses by rate (429), without the change.",
    fields: [
      { name: "retryAfter", label: "Retry-After", type: "choice", values: ["none", "seconds", "date"] },
      { name: "seconds", label: "Its seconds", type: "number", initial: "1" },
    ],
  },
  truncated: { effect: "The change is made; the response ends in the middle of its body." },
  notJson: { effect: "The change is made; the body of the response is an HTML page." },
  staleToken: { effect: "All tokens end, so that the request gets 401." },
  edit: {
    effect: "Another user changes the entity just before the request.",
    fields: [
      {
        name: "patch",
        label: "Patch (JSON)",
        type: "json",
        initial: '{"description": "changed by another user"}',
      },
    ],
  },
  lostUpdate: { effect: "The response reports success, but the entity does not change." },
  notVisible: { effect: "A read by id finds nothing, as if the entity did not exist yet." },
  staleList: {
    effect: "A list lacks entities that were just created.",
    fields: [{ name: "ageMs", label: "Age of the list in milliseconds", type: "number", initial: "60000" }],
  },
  state: {
    effect: "The entity gets a state: before a GET, after any other request.",
    fields: [{ name: "state", label: "State", type: "text", initial: "failed" }],
  },
};

/**
 * The value of a field of the form; undefined if it is left out.
 *
 * @throws Error if it is no JSON.
 */
export function givenValue({ type, label, name }: FaultField, form: FormData): JsonValue | undefined {
  const text = String(form.get(name) ?? "").trim();
  if (type === "flag") {
    return form.has(name);
  }
  if (text === "") {
    return undefined;
  }
  if (type === "json") {
    try {
      return JSON.parse(text) as JsonValue;
    } catch {
      throw new Error(`${label} is not valid JSON.`);
    }
  }
  return type === "number" ? Number(text) : text;
}
