import { expect, test } from "vitest";
import { urnOf } from "../../../test/support/notes";
import { kindFacts } from "../../kinds";
import { definitions } from "../../resources";
import { adoptedTwice } from "./leftCreateProblems";

const other = urnOf("other");
const again = "then pulumi up again";
const titles =
  "Titles are unique in a sandbox: give that resource another title, or remove it from the program. " +
  `Run pulumi state delete '${other}', ${again}.`;

/** Kinds of which AEP has only one entity with some inputs: a second up without a change of the program ends like the first. */
const ofUnique: Readonly<Record<string, string>> = {
  dataType: titles,
  fieldGroup: titles,
  schemaClass: titles,
  schema: titles,
  descriptor:
    "A field has one descriptor of each type: remove that resource from the program. " +
    `Run pulumi state delete '${other}', ${again}.`,
};

const kinds = Object.keys(kindFacts) as (keyof typeof kindFacts)[];

test.each(kinds)(
  "The advice for two resources with one entity leads to a successful up: %s.",
  async (kind) => {
    const { parts } = adoptedTwice(await definitions[kind](), "id", other);
    expect(parts.advice).toBe(
      ofUnique[kind] ??
        `Run pulumi state delete '${other}', ${again}: it creates an entity for that resource.`,
    );
  },
);
