import { connectors } from "../../provider/connectors";
import type { Connector, Param, ParamList } from "../../provider/connectors/row";

/** A statement that declares a base connection. */
export interface Statement {
  /** What it shows, for the name of a test. */
  readonly title: string;
  readonly text: string;
  /** What the message of the compiler contains; nothing if the statement compiles. */
  readonly error?: RegExp;
}

/**
 * Statements for every list of parameters of every authentication spec of a documented connector: one that is correct,
 * one with an unknown parameter, one without a required one, and one with an unknown authentication spec.
 */
export function connectorStatements(chosen: Readonly<Record<string, Connector>> = connectors): Statement[] {
  return Object.entries(chosen).flatMap(([row, { id, auth }]) =>
    id === undefined
      ? []
      : Object.entries(auth).flatMap(([specName, { params }]) =>
          params.flatMap((list, index) => statementsOf(row, specName, list, `${row}, ${specName}, ${index}`)),
        ),
  );
}

/** A program that compiles: it expects an error of each statement that is not correct. */
export function connectorProgram(statements: readonly Statement[]): string {
  const lines = statements.map(({ text, error }) =>
    error === undefined ? text : `// @ts-expect-error\n${text}`,
  );
  return `import * as aep from "pulumi-aep";\n\n${lines.join("\n")}\n`;
}

function statementsOf(row: string, specName: string, list: ParamList, title: string): Statement[] {
  const statement = (name: string, params: object) =>
    `new aep.BaseConnection("a", { name: "A", connectionSpec: aep.connectionSpecs.${row}, auth: { specName: ${JSON.stringify(name)}, params: ${JSON.stringify(params)} } });`;
  const given = Object.fromEntries(Object.entries(list).map(([name, param]) => [name, sampleOf(param)]));
  const needed = Object.keys(list).find((name) => list[name]?.required === true);
  const { [needed ?? ""]: _, ...incomplete } = given;
  return [
    { title: `${title}: correct`, text: statement(specName, given) },
    {
      title: `${title}: an unknown parameter`,
      text: statement(specName, { ...given, unheardOf: "x" }),
      error: /unheardOf\W+does not exist/,
    },
    ...(needed === undefined
      ? []
      : [
          {
            title: `${title}: a required parameter is missing`,
            text: statement(specName, incomplete),
            // The parameters of another list are not known if one of this list is missing.
            error: /is missing|does not exist|Type '\{\}' is not assignable to type '.*\w+: Input</,
          },
        ]),
    {
      title: `${title}: an unknown authentication spec`,
      text: statement("Unheard Of", given),
      error: /"Unheard Of"/,
    },
  ];
}

function sampleOf({ kind, values }: Param): unknown {
  switch (kind) {
    case "text":
      return values?.[0] ?? "x";
    case "number":
      return 1;
    case "boolean":
      return true;
    case "flag":
      return "true";
    case "json":
      return {};
  }
}
