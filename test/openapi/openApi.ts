import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { Ajv, type ErrorObject } from "ajv";

/** The variable with the folder of Adobe's OpenAPI files, reduced to JSON. */
export const folderVariable = "PULUMI_AEP_OPENAPI";

/** The folder of the OpenAPI files. */
export const openApiFolder = path.resolve(process.env[folderVariable] ?? "../shared/openapi");

/** Why there is nothing to validate against, if so. */
export const missing = existsSync(openApiFolder)
  ? undefined
  : `${openApiFolder} does not exist; set ${folderVariable} to the folder of the OpenAPI files`;

type Node = { readonly [member: string]: unknown };

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null;

/** A service's OpenAPI file. */
export class OpenApi {
  readonly #document: Node;
  readonly #ajv: Ajv;

  constructor(readonly name: string) {
    this.#document = JSON.parse(readFileSync(path.join(openApiFolder, `${name}.json`), "utf8")) as Node;
    // The files have members that JSON Schema does not know, and patterns that only other engines accept.
    this.#ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false, unicodeRegExp: false });
    this.#ajv.addSchema(this.#document, name);
  }

  /** The operations, as `GET /path/{ID}`. */
  get operations(): string[] {
    const paths = this.#document.paths as Readonly<Record<string, Node>>;
    return Object.entries(paths).flatMap(([template, methods]) =>
      Object.keys(methods)
        .filter((method) => ["get", "post", "put", "patch", "delete"].includes(method))
        .map((method) => `${method.toUpperCase()} ${template}`),
    );
  }

  /** What is wrong with a response, or undefined if the file has no schema for it. */
  problems(operation: string, status: number, body: unknown): string[] | undefined {
    const [method = "", template = ""] = operation.split(" ");
    const steps = ["paths", template, method.toLowerCase(), "responses", String(status)];
    const response = this.#at(steps);
    if (response === undefined) {
      return [`status ${status} is not documented`];
    }
    const schemaSteps = this.#schemaSteps(steps, response);
    if (schemaSteps === undefined) {
      return undefined;
    }
    const validate = this.#ajv.compile({ $ref: `${this.name}#${pointer(schemaSteps)}` });
    return validate(body) ? [] : [...new Set((validate.errors ?? []).map(describe))];
  }

  #schemaSteps(steps: string[], response: Node): string[] | undefined {
    if (isNode(response.schema)) {
      return [...steps, "schema"];
    }
    const content = isNode(response.content) ? Object.keys(response.content) : [];
    const type = content.find((one) => one.includes("json"));
    const schema = type === undefined ? undefined : this.#at([...steps, "content", type, "schema"]);
    return type === undefined || schema === undefined ? undefined : [...steps, "content", type, "schema"];
  }

  #at(steps: readonly string[]): Node | undefined {
    const found = steps.reduce<unknown>(
      (node, step) => (isNode(node) ? node[step] : undefined),
      this.#document,
    );
    return isNode(found) ? found : undefined;
  }
}

const pointer = (steps: readonly string[]): string =>
  steps.map((step) => `/${encodeURIComponent(step.replaceAll("~", "~0").replaceAll("/", "~1"))}`).join("");

// Indexes of lists say nothing about the difference.
function describe({ instancePath, message = "" }: ErrorObject): string {
  return `${instancePath.replaceAll(/\/\d+(?=\/|$)/g, "/*") || "/"} ${message}`;
}
