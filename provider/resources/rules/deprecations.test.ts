import { expect, test } from "vitest";
import { completeConfig, sessionWith } from "../../../test/support/session";
import { connectors } from "../../connectors";
import { check } from "../../lifecycle/check";
import type { JsonObject } from "../../values/json";
import { unknownValue } from "../../values/unknown";
import { baseConnection } from "../baseConnection";

const { oracleEloqua, salesforce, salesforceMarketingCloud, snowflake, azureBlob, pathFactory } = connectors;

const user = { username: "u", password: "p" };
const warehouse = { ...user, host: "h", database: "d", warehouse: "w" };

function warnings(id: string, auth: JsonObject, olds: JsonObject = {}): string[] {
  const reports: string[] = [];
  const session = sessionWith(completeConfig);
  const call = { operation: "check", report: (message: string) => reports.push(message) } as const;
  const inputs = { name: "C", connectionSpec: { id, version: "1.0" }, auth };
  expect(check({ definition: baseConnection, session, call }, olds, inputs).failures).toEqual([]);
  return reports;
}

test.each<[string, string, string, JsonObject, string]>([
  [
    "a password for Snowflake",
    snowflake.id,
    "Basic Authentication",
    warehouse,
    'the authentication spec "Basic Authentication" of Snowflake, which Adobe has deprecated since 2025-11: use "KeyPair Authentication".',
  ],
  [
    "a connection string for Snowflake",
    snowflake.id,
    "ConnectionString",
    { connectionString: "c" },
    'the authentication spec "ConnectionString" of Snowflake, which Adobe has deprecated since 2025-11: use "KeyPair Authentication".',
  ],
  [
    "a password for Salesforce",
    salesforce.id,
    "Basic Authentication",
    { ...user, securityToken: "t" },
    'the authentication spec "Basic Authentication" of Salesforce, which Adobe has deprecated since 2026-01: use "OAuth2 Client Credential".',
  ],
  [
    "the first Oracle Eloqua connector",
    oracleEloqua.id,
    "Basic Authentication",
    { ...user, endpoint: "e" },
    "the connector Oracle Eloqua, which Adobe has deprecated since 2026-01: use Oracle Eloqua V2, which has another connection spec.",
  ],
  [
    "the first Salesforce Marketing Cloud connector",
    salesforceMarketingCloud.id,
    "Client-Id-Secret Based Authentication",
    { host: "h", clientId: "i", clientSecret: "s" },
    "the connector Salesforce Marketing Cloud, which Adobe has deprecated since 2026-01: use Salesforce Marketing Cloud V2, which has another connection spec.",
  ],
])("Check warns of %s, also for a connection that exists.", (_case, id, specName, params, text) => {
  const expected = [`The base connection "C" uses ${text}`];
  const recorded = { sandbox: "dev", orgId: "ORG@AdobeOrg", name: "C" };
  expect(warnings(id, { specName, params })).toEqual(expected);
  expect(warnings(id, { specName, params }, recorded)).toEqual(expected);
});

test.each<[string, string, JsonObject]>([
  ["another spec of Snowflake", snowflake.id, { specName: "Managed Identity", params: {} }],
  ["an unknown spec", snowflake.id, { specName: unknownValue, params: {} }],
  [
    "a connection string for Azure Blob",
    azureBlob.id,
    { specName: "ConnectionString", params: { connectionString: "c" } },
  ],
  [
    "another connector with the connection spec of a deprecated one",
    pathFactory.id,
    { specName: "Basic Authentication", params: { host: "h", clientId: "i", clientSecret: "s" } },
  ],
])("Check does not warn of %s.", (_case, id, auth) => {
  expect(warnings(id, auth)).toEqual([]);
});
