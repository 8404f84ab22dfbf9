import { definitions, nameOf, resourceContextOf, type Session, unlimitedCall } from "../../provider/cliApi";
import type { ExportedEntity } from "../export/read/entity";
import { EntityReader, type ReaderOutput } from "../export/read/reader";
import type { Gap } from "../export/read/result";
import type { Part } from "./part";
import { matching } from "./selection";
import { stateIn, textIn } from "./text";

/** Which entities are read. */
export interface SandboxSelection {
  /** Names and ids of flows; if empty, everything is read. */
  readonly flows: readonly string[];
  /** Reads MadConnect instead of AEP. */
  readonly madconnect: boolean;
  /** Where the flows are, for messages: "The sandbox dev". */
  readonly place: string;
}

/** The entities of a sandbox. */
export interface SandboxParts {
  readonly parts: readonly Part[];
  /** What could not be read. */
  readonly gaps: readonly Gap[];
}

/** Reads the entities of the sandbox that a session is configured for, as the export does. */
export async function sandboxParts(
  session: Session,
  { flows, madconnect, place }: SandboxSelection,
  output: ReaderOutput,
): Promise<SandboxParts> {
  const ids = flows.length === 0 ? [] : await flowIds(session, flows, place, output);
  const { entities, gaps } = await new EntityReader(session, output).read({ flows: ids, madconnect });
  return { parts: entities.map(partOf), gaps };
}

function partOf({ kind, id, title, inputs, outputs }: ExportedEntity): Part {
  return {
    kind,
    id,
    title,
    names: [title],
    inputs,
    state: stateIn(outputs, inputs),
    scope: "",
    sandbox: "",
    isOutside: false,
  };
}

/** The ids of the flows with these names or ids. */
async function flowIds(
  session: Session,
  wanted: readonly string[],
  place: string,
  output: ReaderOutput,
): Promise<readonly string[]> {
  const definition = await definitions.flow();
  const call = { ...unlimitedCall("read"), report: output.report };
  const { api } = resourceContextOf({ definition, session, call }, {});
  output.doing("listing flows");
  const flows = (await api.list(undefined)).map((flow) => ({
    id: textIn(flow.id),
    names: [nameOf(flow) ?? ""].filter((name) => name !== ""),
  }));
  return [...new Set(wanted.flatMap((one) => matching(one, flows, place).map(({ id }) => id)))];
}
