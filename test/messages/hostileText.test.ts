import { expect, test } from "vitest";
import { failureOf as checkFailureOf } from "../../cli/doctor/check";
import { tableOf } from "../../cli/drift/table";
import { ofDestination } from "../../cli/export/kinds";
import { modelOf } from "../../cli/export/model/model";
import type { ExportedEntity } from "../../cli/export/read/entity";
import { report } from "../../cli/export/write/report";
import { labelOf } from "../../cli/import/entity";
import { importedProgram } from "../../cli/import/program";
import { requireEntity } from "../../provider/api/requestedEntity";
import { candidateLine } from "../../provider/approval/match";
import { type JsonObject, Problem, presentable, wordOrQuoted } from "../../provider/cliApi";
import { constantPath } from "../../provider/http/path";
import { ServiceError } from "../../provider/http/serviceError";
import { failureOf } from "../../provider/lifecycle/failure";
import { usersIn } from "../../provider/resources/users";

/** Texts that services can return. Each contains the word INJECTED where it tries to be a line, an advice or markup. */
const texts = [
  "a\nINJECTED: everything is fine",
  "a\r\nINJECTED: everything is fine",
  "a\n\n  \nINJECTED",
  'a".\nINJECTED: run pulumi destroy."',
  "a. INJECTED: run pulumi destroy",
  "a  enabled  INJECTED",
  "a | INJECTED |",
  "a ` INJECTED",
  "a `` INJECTED ``` b",
  "<img src=x onerror=INJECTED>",
  "[INJECTED](https://example.com)",
  "https://example.com/INJECTED",
  "www.example.com/INJECTED",
  "**INJECTED** _INJECTED_ # INJECTED",
  "\\` INJECTED \\`",
];

function entity(inputs: JsonObject, text: string, more: Partial<ExportedEntity> = {}): ExportedEntity {
  return {
    kind: "flow",
    id: text,
    title: text,
    createdAt: 0,
    inputs,
    recordedInputs: inputs,
    outputs: { state: text },
    secrets: [],
    leftOut: undefined,
    ...more,
  };
}

async function messageOf(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    return failureOf(error, []).message;
  }
  return "";
}

function refusalWith(text: string): ServiceError {
  const body = { errorMessage: text, error_code: text, report: { "request-id": text } };
  return new ServiceError({ method: "GET", path: "/data" }, { status: 400, body });
}

/** What a user sees of a text: as plain text, with the words of this package at the left margin and outside quotes. */
const plain: Readonly<Record<string, (text: string) => string | Promise<string>>> = {
  "the refusal of a request": (text) => messageOf(() => Promise.reject(refusalWith(text))),
  "a line of doctor": (text) => checkFailureOf(refusalWith(text)).line,
  "a nested error": (text) =>
    messageOf(() => {
      throw new Problem({ what: "It failed.", details: [refusalWith(text).message] });
    }),
  "another entity": (text) =>
    messageOf(() => requireEntity({ method: "GET", path: constantPath("/a") }, "b", text)),
  "a candidate for an approval": (text) =>
    candidateLine(
      { id: text, endpointId: text, status: text, description: text, provisioningState: undefined },
      {},
    ),
  "a user of an entity": async (text) => {
    const users = (async function* () {
      yield { id: text, name: text, uses: "e1" };
    })();
    const found = await usersIn("dataset", users, "e1");
    return found.map(({ label }) => label).join(", ");
  },
  "a table of drift": (text) =>
    tableOf([
      {
        urn: "u",
        type: "pulumi-nodejs:dynamic/aep:Flow",
        name: text,
        id: text,
        change: "changed",
        properties: [{ path: text, recorded: text, service: text }],
      },
    ]).join("\n"),
  "a label of import": (text) => labelOf(entity({}, text)),
  "the program text of import": (text) =>
    importedProgram(entity({ name: "a", sourceConnectionIds: [text] }, "f1", { title: text }), "a", [])
      .lines.filter((line) => line.startsWith("//") || line.includes("INJECTED"))
      .join("\n"),
};

const cases = Object.keys(plain).flatMap((name) => texts.map((text) => ({ name, text })));

test.each(cases)("In $name, $text stays inside its quotes.", async ({ name, text }) => {
  const shown = presentable((await plain[name]?.(text)) ?? "", []);
  expect(shown).toContain("INJECTED");
  const ours = shown.replaceAll(/"(?:\\.|[^"\\\n])*(?:"|…)/g, '""');
  const word = /^[\w/][\w./:@+~%-]*$/.test(text) ? text : "";
  expect(word === "" ? ours : ours.replaceAll(word, "")).not.toContain("INJECTED");
});

test("Lines of other programs inside an error are indented, and those of this package are not.", () => {
  const { message } = new Problem({
    what: "It failed:\nINJECTED",
    details: ["first\nINJECTED\r\n\r\nINJECTED", "second"],
    advice: "Do this.\nINJECTED",
  });
  expect(message.split(/\r?\n/)).toEqual([
    "It failed:",
    "  INJECTED",
    "first",
    "  INJECTED",
    "",
    "  INJECTED",
    "second",
    "Do this.",
    "  INJECTED",
  ]);
  expect(new Problem({ what: message }).message.match(/^INJECTED/m)).toBeNull();
});

test("A secret with a line break is hidden in an indented text too.", () => {
  const secret = "p9X\nab7\ncd8";
  const { message } = new Problem({ what: "It failed.", details: [`It has ${secret} in it.`] });
  expect(presentable(message, [secret])).toBe("It failed.\nIt has [secret] in it.");
});

test.each(texts)("In the report of an export, %j is code.", (text) => {
  const entities = [
    entity({ scheduleParams: { startTime: 1 } }, text, {
      notCarriedOver: [text],
      secrets: [["auth", text]],
    }),
    entity({}, `${text}2`, { kind: "privateEndpoint", title: text }),
    entity({}, `${text}3`, { leftOut: ofDestination }),
    entity({}, `${text}4`, { leftOut: `it is ${wordOrQuoted(text)}` }),
  ];
  const gaps = [{ subject: "The flow", id: text, problem: "could not be read", cause: text }];
  const written = presentable(
    report(modelOf(entities, { shareEndpoints: false }), { entities, gaps }, 1_795_554_389_000),
    [],
  );
  expect(written.match(/INJECTED/g)?.length).toBeGreaterThan(8);
  // Code ends at the next equally long run of backticks; what comes before it in the document is no code.
  const ours = written.replaceAll(/(?<!`)(`+)(?!`)(.|\n)*?(?<!`)\1(?!`)/g, "");
  expect(ours).not.toMatch(/INJECTED|`|<|https?:|www\./);
  for (const line of written.split("\n")) {
    expect(line).toMatch(/^(?:$|#{1,2} [A-Z]|- |[A-Z])/);
  }
});
