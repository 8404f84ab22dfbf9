import {
  definitions,
  factsOf,
  type Kind,
  kinds,
  nameOf,
  Problem,
  placeName,
  quotedText,
  realmOf,
  resourceContextOf,
  type Session,
  unlimitedCall,
  wordOrQuoted,
} from "../../provider/cliApi";
import { exportedKinds } from "../export/kinds";
import { type ExportedEntity, exportedEntity } from "../export/read/entity";
import { approvalEntity } from "./approval";
import { shortName } from "./typeNames";

/** Reads one entity. Fails with the reason if it does not exist, or if no resource can manage it. */
export async function importedEntity(
  kind: Kind,
  id: string,
  session: Session,
  report: (line: string) => void,
): Promise<ExportedEntity> {
  if (kind === "azurePrivateEndpointApproval") {
    return approvalEntity(id, session);
  }
  const definition = await definitions[kind]();
  const call = { ...unlimitedCall("read"), report };
  const { api } = resourceContextOf({ definition, session, call }, {});
  const found = await api.read(id, {});
  if (found === undefined) {
    throw await notFound(kind, id, session);
  }
  const entity = exportedEntity(kind, definition, found, session);
  if (entity.leftOut !== undefined) {
    throw new Problem({ what: `The ${labelOf(entity)} cannot be imported: ${entity.leftOut}.` });
  }
  return entity;
}

/** Kind, name and id of an entity, as messages name it. */
export function labelOf({ kind, title, id }: Pick<ExportedEntity, "kind" | "title" | "id">): string {
  const { noun } = factsOf(kind);
  return title === "" ? `${noun} ${wordOrQuoted(id)}` : `${noun} ${quotedText(title)} (${wordOrQuoted(id)})`;
}

async function notFound(kind: Kind, id: string, session: Session): Promise<Problem> {
  const definition = await definitions[kind]();
  const { scope } = resourceContextOf({ definition, session }, {});
  const place = placeName(realmOf(definition), scope);
  const { noun, service } = factsOf(kind);
  const other = await otherKindOf(kind, id, session);
  if (other !== undefined) {
    const { word, title } = other;
    if (factsOf(word).collection === factsOf(kind).collection) {
      return new Problem({
        what: `The ${factsOf(word).noun} ${quotedText(title)} (${wordOrQuoted(id)}) has no ${noun}.`,
        advice: `There is nothing to import: a resource ${shortName(kind)} in the program creates it.`,
      });
    }
    return new Problem({
      what: `${JSON.stringify(id)} is the id of the ${factsOf(word).noun} ${JSON.stringify(title)}, not of a ${noun}.`,
      advice: `Use the type ${shortName(word)}.`,
    });
  }
  return new Problem({
    what: `There is no ${noun} ${JSON.stringify(id)} ${place}, or it is being deleted.`,
    advice:
      service === "aep"
        ? "Check the id, and the sandbox: the one of the stack is in its config as aep:sandbox, another one is given by --sandbox."
        : "Check the id, and the account in the config of the stack.",
  });
}

/** The kind and the name of the entity of another kind that has this id. */
async function otherKindOf(
  kind: Kind,
  id: string,
  session: Session,
): Promise<{ word: Kind; title: string } | undefined> {
  const { service } = factsOf(kind);
  for (const word of kinds) {
    const isRead = typeof exportedKinds[word].reads === "string";
    if (word === kind || factsOf(word).service !== service || !isRead) {
      continue;
    }
    const definition = await definitions[word]();
    const { api } = resourceContextOf({ definition, session }, {});
    // An id that this collection refuses is not the id of one of its entities.
    const found = await api.read(id, {}).catch(() => undefined);
    if (found !== undefined) {
      return { word, title: nameOf(found) ?? "" };
    }
  }
  return undefined;
}
