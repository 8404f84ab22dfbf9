import { expect, onTestFinished, test } from "vitest";
import { startEmulator } from "../../test/support/emulator/emulator";
import { PlainClient } from "../../test/support/emulator/plainClient";
import { exportInProcess } from "../../test/support/export/inProcess";
import { at, fillSandbox } from "../../test/support/filled/filledSandbox";
import { paths } from "../../test/support/filled/specs";

test("An enabled schema is exported with its enablement, which identities precede and datasets follow", async () => {
  const emulator = await startEmulator({ switches: { unionPreconditions: false } });
  onTestFinished(() => emulator.close());
  const plain = new PlainClient(emulator.url);
  const filled = await fillSandbox(plain);
  const people = at(filled.schemas, "people");
  const identity = await plain.create("/data/foundation/schemaregistry/tenant/descriptors", {
    "@type": "xdm:descriptorIdentity",
    "xdm:sourceSchema": people,
    "xdm:sourceVersion": 1,
    "xdm:sourceProperty": "/person/name/firstName",
    "xdm:namespace": "Email",
    "xdm:property": "xdm:code",
    "xdm:isPrimary": true,
  });
  await plain.change("PATCH", `${paths.schemas}/${encodeURIComponent(people)}`, [
    { op: "add", path: "/meta:immutableTags", value: ["union"] },
  ]);
  const id = at(filled.datasets, "people");
  const { body } = await plain.send("GET", `${paths.dataSets}/${id}`);
  const { tags } = body[id] as { tags: object };
  await plain.admin("PATCH", `dataSets/${id}`, {
    tags: { ...tags, unifiedProfile: ["enabled:true"], unifiedIdentity: ["enabled:true"] },
  });

  const { files, imported } = await exportInProcess(emulator.url);
  expect(imported).toEqual(expect.arrayContaining([people, identity]));
  const data = (files["data.ts"] ?? "").replaceAll(/\s+/g, " ");
  const [, variable, args] =
    /const (\w+) = new aep\.ProfileEnablement\( "[^"]+", \{([^}]*)\}/.exec(data) ?? [];
  expect(args).toMatch(/schemaId: \w+Schema\.id, descriptorIds: \[\w+Descriptor\.id\]/);
  expect(data).toContain(`profile: { enabled: true, enablementId: ${variable}.id }`);
  expect(data).not.toMatch(/immutableTags|unifiedProfile/);
  expect(files["report.md"]).not.toMatch(/Profile enablement/);
});
