import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const {
  form = "ids",
  titles = ["A"],
  tags,
  ignored = [],
}: Settings = new pulumi.Config().getObject<Settings>("changes") ?? {};

interface Settings {
  /** How the program writes the class and the field groups. */
  form?: "ids" | "allOf";
  /** Titles of the field groups. */
  titles?: string[];
  tags?: string[];
  /** Option `ignoreChanges` of the schema. */
  ignored?: string[];
}

const classId = aep.getSchemaClassOutput({ name: "XDM Individual Profile" }).id;
const fieldGroupIds = titles.map((title) => aep.getFieldGroupOutput({ title }).id);
const parts =
  form === "ids"
    ? { classId, fieldGroupIds }
    : { allOf: [classId, ...fieldGroupIds].map(($ref) => ({ $ref })) };

const schema = new aep.Schema(
  "members",
  { title: "ACME members", ...parts, ...(tags === undefined ? {} : { "meta:immutableTags": tags }) },
  { ignoreChanges: ignored },
);

export const schemaId = schema.id;
export const allOf = schema.allOf;
export const ids = schema.fieldGroupIds;
