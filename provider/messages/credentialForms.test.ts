import { expect, test } from "vitest";
import { withoutCredentials } from "./credentialForms";

test.each([
  [
    "Cannot connect: AccountName=acme;AccountKey=bm90LWEta2V5==;EndpointSuffix=x",
    "Cannot connect: AccountName=acme;AccountKey=[secret];EndpointSuffix=x",
  ],
  [
    "GET https://acme.invalid/a?sv=1&sig=ab%2Fcd&se=2 failed",
    "GET https://acme.invalid/a?sv=1&sig=[secret]&se=2 failed",
  ],
  [
    '{"username":"u","password":"p, q","host":"h"} refused',
    '{"username":"u","password":[secret],"host":"h"} refused',
  ],
  ["sftp://user:word@host.invalid/path refused", "sftp://user:[secret]@host.invalid/path refused"],
  [
    "Header Authorization: Bearer abc.def-ghi was refused",
    "Header Authorization: Bearer [secret] was refused",
  ],
  ["client_secret = 's3 cret' is wrong", "client_secret = [secret] is wrong"],
  ["-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----, no", "[secret], no"],
  ["-----BEGIN RSA PRIVATE KEY----- abc", "[secret]"],
])("Credentials in %j are hidden.", (text, shown) => {
  expect(withoutCredentials(text)).toBe(shown);
  expect(withoutCredentials(shown)).toBe(shown);
});

test.each([
  "Error occurred at promotion activity.",
  "Encountered 1 errors in the data. Successfully ingested 99 rows.",
  "The primary key of table orders is missing",
  "Path /orders/2026-11-01.csv does not exist (code 404)",
])("%j is shown as it is.", (text) => {
  expect(withoutCredentials(text)).toBe(text);
});
