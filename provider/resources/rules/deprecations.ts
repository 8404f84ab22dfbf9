import { authOf } from "../../auth/harmless";
import { connectorsWith, deprecationOf } from "../../connectors/lookup";
import { type JsonObject, textOf } from "../../values/json";

/** Warnings about a base connection whose connector or authentication spec Adobe has deprecated. */
export function deprecationWarnings(inputs: JsonObject): string[] {
  const { source, specName } = authOf(inputs);
  const deprecation = deprecationOf(source, specName);
  if (deprecation === undefined) {
    return [];
  }
  const connectors = connectorsWith(source);
  const connector = connectors.find(({ auth }) => Object.hasOwn(auth, textOf(specName) ?? ""));
  const isWhole = connector?.deprecated !== undefined;
  const what = isWhole
    ? `the connector ${connector.title}`
    : `the authentication spec ${JSON.stringify(specName)} of ${connector?.title}`;
  return [
    `The base connection ${JSON.stringify(inputs.name)} uses ${what}, which Adobe has deprecated since ` +
      `${deprecation.since}: ${deprecation.instead}.`,
  ];
}
