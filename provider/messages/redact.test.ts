import fc from "fast-check";
import { expect, test } from "vitest";
import { redact } from "./redact";

const mark = "[secret]";

test("No secret remains in a message, at any position and in any number.", () => {
  const secret = fc
    .string({
      minLength: 4,
      unit: fc.oneof(
        fc.constantFrom("a", "b", '"', "\\", "\n", "&"),
        fc.string({ minLength: 1, maxLength: 1 }),
      ),
    })
    // A secret that is spelled like the mark cannot be distinguished from it.
    .filter((text) => !/[[\]]|^[secrt]+$/.test(text));
  fc.assert(
    fc.property(fc.array(secret, { minLength: 1, maxLength: 4 }), fc.string(), (secrets, around) => {
      const forms = secrets.flatMap((text) => [text, JSON.stringify(text), encodeURIComponent(text)]);
      const message = redact([around, ...forms, around].join("|"), secrets);
      for (const text of secrets) {
        expect(message).not.toContain(text);
      }
    }),
    { numRuns: 500 },
  );
});

test.each([
  ["as it is", 'p"w d/é'],
  ["in JSON", JSON.stringify({ password: 'p"w d/é' })],
  ["in a URL", `?password=${encodeURIComponent('p"w d/é')}`],
  ["in a form", `password=${new URLSearchParams({ p: 'p"w d/é' }).toString().slice(2)}`],
])("A secret is found %s.", (_name, message) => {
  const shown = redact(message, ['p"w d/é']);
  expect(shown).toContain(mark);
  expect(shown).not.toMatch(/w( |%20|\+)d/);
});

test("A secret inside another one does not leave the rest of the longer one.", () => {
  expect(redact("key=abcdefgh", ["abcd", "abcdefgh"])).toBe(`key=${mark}`);
});

test("Texts that are too short to be secrets are not replaced.", () => {
  expect(redact("The flow is on.", ["on", "", "The"])).toBe("The flow is on.");
});

const suffixes = ["core.windows.net", "core.chinacloudapi.cn", "core.usgovcloudapi.net", "core.cloudapi.de"];

test.each(suffixes)(
  "In a connection string, the endpoint suffix %s is no secret, but all other values are.",
  (suffix) => {
    const secret = `DefaultEndpointsProtocol=https;AccountName=acmeorders;AccountKey=p9Xv+Zk3/QmT7wLr2BsYd8==;EndpointSuffix=${suffix}`;
    const about = `The container https://orders.blob.${suffix} does not exist (DefaultEndpointsProtocol=https, EndpointSuffix=${suffix}).`;
    expect(redact(about, [secret])).toBe(about);
    expect(redact(`Refused: ${secret}; ${Buffer.from(secret).toString("base64url")}`, [secret])).toBe(
      `Refused: ${mark}; ${mark}`,
    );
    for (const part of [
      "AccountName=acmeorders",
      "acmeorders",
      "AccountKey=p9Xv+Zk3/QmT7wLr2BsYd8==",
      "p9Xv+Zk3/Q",
    ]) {
      expect(redact(`The value ${part} is wrong.`, [secret])).toBe(`The value ${mark} is wrong.`);
    }
    const signed = `BlobEndpoint=https://acmeorders.blob.${suffix}/;SharedAccessSignature=sv=2022-11-02&sig=p9Xv%2BZk3%2FQmT7wLr2BsYd8%3D`;
    expect(redact(`sig=p9Xv+Zk3/QmT7wLr2BsYd8= of ${suffix}`, [signed])).toBe(`${mark} of ${suffix}`);
  },
);

test("A secret that is a public value is hidden all the same.", () => {
  expect(redact("core.windows.net", ["core.windows.net"])).toBe(mark);
});

test("A message without secrets stays unchanged.", () => {
  expect(redact("status 400: $& no", ["unrelated"])).toBe("status 400: $& no");
});
