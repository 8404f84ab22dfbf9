import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { factsOf, Problem, wordOrQuoted } from "../provider/cliApi";
import { closing, command, unlessStopped } from "./command";
import type { ExportedEntity } from "./export/read/entity";
import { relatedTo } from "./export/read/related";
import { quotedArgument } from "./export/write/commandLines";
import { importedResource, importText } from "./export/write/importFile";
import { importedEntity, labelOf } from "./import/entity";
import { type ImportedProgram, importedProgram } from "./import/program";
import { demandFreeName, demandUnmanaged, inputsIn, resourcesIn } from "./import/stackResources";
import { kindNamed, shortName } from "./import/typeNames";
import type { Pulumi } from "./pulumi/commandLine";
import type { ExplicitProvider } from "./pulumi/explicitProviders";
import { openStack } from "./pulumi/openStack";
import { selectionOptions } from "./serviceReads";

/** Brings one existing entity under the management of a stack. */
export const importCommand = command({
  name: "import",
  summary: "brings one existing entity into a stack and prints its program text; changes nothing in AEP",
  positionals: ["TYPE", "NAME", "ID"],
  usage: `  TYPE             a class, such as Flow, azure.PrivateEndpointApproval or madconnect.Connection
  NAME             name of the resource in the program
  ID               id of the entity on its service
  --stack NAME     default: the selected one
  --cwd FOLDER     the project's folder (default: this one)
  --provider NAME  explicit provider of the resource (default: the configuration of the stack)
  --sandbox NAME   sandbox of the entity (default: the one of the stack or the provider)
  --yes            import without confirmation
  --out FILE       writes the import file and prints the command that imports it, instead of importing`,
  options: {
    ...selectionOptions,
    yes: { type: "boolean", short: "y" },
    out: { type: "string" },
  },
  run: async (values, context, [type = "", name = "", id = ""]) => {
    const { folder, error, log, confirm, doing } = context;
    doing("reading the stack");
    const kind = kindNamed(type);
    demandName(name);
    const { pulumi, stack, config, state, provider, session } = await openStack(values, context);
    return closing(context, [session], async () => {
      session.settings.demand(factsOf(kind).service);
      const resources = resourcesIn(state);
      demandFreeName(kind, name, stack, resources);
      doing(`reading the ${factsOf(kind).noun} ${wordOrQuoted(id)}`);
      const found = await unlessStopped(context, importedEntity(kind, id, session, error));
      demandUnmanaged(found, stack, resources);
      const entity = withSandbox(relatedTo(found, inputsIn(resources)), values.sandbox);
      const program = importedProgram(entity, name, resources, provider?.name);
      const what = `the ${labelOf(entity)} into the stack ${stack} as ${shortName(kind)} ${JSON.stringify(name)}`;
      if (values.out !== undefined) {
        await writeImportFile(path.resolve(folder, values.out), { entity, name, provider });
        error(`${values.out} imports ${what}:`);
        error("");
        error(commandLine(values.out, stack));
      } else {
        if (values.yes !== true && (await confirm(`Import ${what}?`)) !== true) {
          error("Nothing was imported. Use --yes to import without confirmation.", "warning");
          return 1;
        }
        doing(`importing ${what}`);
        await importInto({ pulumi, stack }, { entity, name, provider });
        error(`Imported ${what}.`, "good");
      }
      const isSet = (key: string) => Object.keys(config).some((full) => full.endsWith(`:${key}`));
      for (const line of instructions(program, entity, stack, isSet)) {
        error(line);
      }
      for (const line of program.lines) {
        log(line);
      }
      return 0;
    });
  },
});

function demandName(name: string): void {
  if (name.trim() === "" || name.includes("::")) {
    throw new Problem({
      what: `${JSON.stringify(name)} is not a valid name of a resource.`,
      advice: 'Use a name that is not empty and does not contain "::".',
    });
  }
}

// The import takes the sandbox from the inputs, so the program needs it too.
function withSandbox(entity: ExportedEntity, sandbox: string | undefined): ExportedEntity {
  const isInSandbox = factsOf(entity.kind).scope === "sandbox";
  return sandbox === undefined || !isInSandbox
    ? entity
    : { ...entity, inputs: { ...entity.inputs, sandbox } };
}

/** What an import file contains. */
interface ImportedOne {
  readonly entity: ExportedEntity;
  readonly name: string;
  readonly provider: ExplicitProvider | undefined;
}

async function importInto(
  { pulumi, stack }: { pulumi: Pulumi; stack: string },
  resource: ImportedOne,
): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), "pulumi-aep-import-"));
  try {
    const file = path.join(folder, "import.json");
    await writeImportFile(file, resource);
    await pulumi(importArguments(file, stack));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function writeImportFile(file: string, { entity, name, provider }: ImportedOne): Promise<void> {
  const text = importText([importedResource({ entity, name })], provider);
  await writeFile(file, text, { flag: "wx" }).catch((cause: unknown) => {
    throw new Problem(
      {
        what: `${file} cannot be written; nothing was imported.`,
        details: [cause instanceof Error ? cause.message : String(cause)],
        advice: "Choose another file with --out.",
      },
      { cause },
    );
  });
}

function importArguments(file: string, stack: string): string[] {
  // Without protection, pulumi up would delete the entity until the program has its text.
  return ["import", "--file", file, "--generate-code=false", "--protect=true", "--yes", "--stack", stack];
}

function commandLine(file: string, stack: string): string {
  return ["pulumi", ...importArguments(quotedArgument(file), quotedArgument(stack))].join(" ");
}

/** What to do next, above the program text. */
function instructions(
  { secrets }: ImportedProgram,
  { kind, held, notCarriedOver = [] }: ExportedEntity,
  stack: string,
  isSet: (key: string) => boolean,
): string[] {
  const { noun } = factsOf(kind);
  const draft = held === undefined ? [] : [`pulumi up leaves this ${noun} as it is: ${held}`];
  const lost =
    notCarriedOver.length === 0
      ? []
      : [
          `No argument sets ${notCarriedOver.map(wordOrQuoted).join(", ")}: these stay unchanged until the ${noun} is replaced.`,
        ];
  if (secrets.length === 0) {
    return [
      ...draft,
      ...lost,
      `Add this to the program, without the imports that it has already; pulumi preview then shows no changes. Until then, the protection keeps pulumi up from deleting the ${noun}:`,
      "",
    ];
  }
  const missing = secrets.filter(({ key }) => !isSet(key));
  const json = missing.filter((setting) => setting.is === "secret object").map(({ key }) => key);
  return [
    ...draft,
    ...lost,
    "The service does not return secrets, so the import has none. Set them in the config of the stack:",
    "",
    ...missing.map(
      ({ key }) => `pulumi config set --secret ${quotedArgument(key)} --stack ${quotedArgument(stack)}`,
    ),
    ...(json.length === 0 ? [] : [`(${json.join(" and ")}: a JSON object)`]),
    "",
    `Then add this to the program, without the imports that it has already. ${held === undefined ? "" : `Once the ${noun} is published and refreshed, `}pulumi preview shows one update of the ${noun} and no other change: the update adds the secrets. Until then, the protection keeps pulumi up from deleting the ${noun}.`,
    "",
  ];
}
