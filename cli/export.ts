import { readFile } from "node:fs/promises";
import path from "node:path";
import { Problem, presentable, wordOrQuoted } from "../provider/cliApi";
import { closing, command, unlessStopped } from "./command";
import { modelOf } from "./export/model/model";
import { checkedProviderName, programProvider } from "./export/model/programProvider";
import { type SharedName, sharedNames } from "./export/model/shared";
import { EntityReader } from "./export/read/reader";
import { commandLines } from "./export/write/commandLines";
import { Folder } from "./export/write/folder";
import { importFile, importFileName } from "./export/write/importFile";
import { programFiles } from "./export/write/programFiles";
import { projectFiles, projectName } from "./export/write/projectFiles";
import { providerFile, providerVariable } from "./export/write/providerFile";
import { report } from "./export/write/report";
import { openSandbox } from "./sandboxSession";

/** Writes a Pulumi project for the entities of a sandbox. */
export const exportCommand = command({
  name: "export",
  summary: "writes a Pulumi project for the entities of a sandbox; only reads there",
  usage: `  --sandbox NAME     sandbox to read (default: AEP_SANDBOX, else prod; with --from-stack that of the stack)
  --from-stack STACK use the configuration of a stack of this project instead of that of the environment
  --from-config FILE use the configuration in a file such as Pulumi.prod.yaml
  --flow ID          only this flow and what it needs; can be repeated (default: everything)
  --out FOLDER       folder of the project; must be empty or not exist yet (default: aep)
  --stack NAME       stack of the exported entities (default: the sandbox's name; prod with --madconnect)
  --shared FILE      get what another project owns instead of creating it: JSON with lists of titles, codes or ids by class
  --share-endpoints  get private endpoints by ids from config instead of creating them
  --madconnect       read MadConnect instead of AEP
  --provider NAME    the resources use the explicit provider NAME, with config keys NAME:orgId, …
Reads the configuration from the environment: AEP_ORG_ID, AEP_CLIENT_ID, AEP_CLIENT_SECRET or AEP_ACCESS_TOKEN; MADCONNECT_*.`,
  options: {
    sandbox: { type: "string" },
    "from-stack": { type: "string" },
    "from-config": { type: "string" },
    flow: { type: "string", multiple: true },
    out: { type: "string", default: "aep" },
    stack: { type: "string" },
    shared: { type: "string" },
    "share-endpoints": { type: "boolean" },
    madconnect: { type: "boolean" },
    provider: { type: "string" },
  },
  run: async (values, context) => {
    const { folder, log, error, doing } = context;
    const madconnect = values.madconnect === true;
    const selection = {
      name: values.sandbox,
      stack: values["from-stack"],
      config: values["from-config"],
    };
    const session = await openSandbox(selection, madconnect ? "madconnect" : "aep", context);
    const { settings } = session;
    const out = path.resolve(folder, values.out);
    const project = projectName(path.basename(out));
    const stack = values.stack ?? (madconnect ? "prod" : settings.require("sandbox"));
    const provider =
      values.provider === undefined
        ? undefined
        : programProvider(
            checkedProviderName(values.provider, project),
            madconnect ? "madconnect" : "aep",
            settings,
          );
    const shared = values.shared === undefined ? [] : await readShared(folder, values.shared);
    const target = new Folder(out);
    await target.open();
    const reader = new EntityReader(session, { report: error, doing });
    return closing(context, [session], async () => {
      try {
        const options = { flows: values.flow ?? [], madconnect, withUnused: true } as const;
        const result = await unlessStopped(context, reader.read(options));
        const shareEndpoints = values["share-endpoints"] === true;
        const model = modelOf(result.entities, { shareEndpoints, shared, provider });
        if (model.entries.length === 0) {
          throw nothingToExport(
            madconnect ? undefined : settings.require("sandbox"),
            result.unused?.length ?? 0,
          );
        }
        const files = new Map([
          ...projectFiles(project, stack, model, settings),
          ...programFiles(model),
          ...(provider === undefined ? [] : [[`${providerVariable}.ts`, providerFile(provider)] as const]),
          [importFileName, await importFile(model, session)],
          ["report.md", presentable(report(model, result, session.platformNow()), session.secrets())],
        ]);
        for (const [name, text] of files) {
          await target.write(name, text);
        }
        await target.finish();
        for (const line of commandLines(path.relative(folder, out) || ".", stack, model)) {
          log(line);
        }
        return 0;
      } finally {
        await target.remove();
      }
    });
  },
});

async function readShared(folder: string, file: string): Promise<readonly SharedName[]> {
  const text = await readFile(path.resolve(folder, file), "utf8").catch((error: Error) => {
    throw new Problem({
      what: `The file ${JSON.stringify(file)} of --shared cannot be read: ${error.message}.`,
      advice: "Check the path.",
    });
  });
  return sharedNames(text, file);
}

/**
 * @param sandbox - the exported sandbox; `undefined` for MadConnect
 * @param unused - number of mapping sets that no flow uses
 */
function nothingToExport(sandbox: string | undefined, unused: number): Problem {
  const left = unused === 1 ? "1 mapping set that no flow uses" : `${unused} mapping sets that no flow uses`;
  const needs = unused === 1 ? "does not need it" : "does not need them";
  return sandbox === undefined
    ? new Problem({ what: "There is nothing to export: the account has no connections." })
    : new Problem({
        what: `There is nothing to export: the sandbox ${wordOrQuoted(sandbox)} has no flows, connections, private endpoints, schemas or datasets that a program can manage.${unused === 0 ? "" : ` It has ${left}; a program ${needs}.`}`,
        advice: "Check --sandbox.",
      });
}
