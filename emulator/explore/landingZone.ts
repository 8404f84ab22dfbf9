import { isJsonObject, type Json } from "../core/json";
import type { Switches } from "../core/switches";
import type { ConnectionSpec } from "../specs/connectionSpec";
import type { Content } from "./content";
import { exploreResponse } from "./explore";
import type { ExploreQuery } from "./query";

/** The container that the landing zone of users shows, as the first part of every path. */
const container = "dlz-user-container";

/** The response to an explore request of the landing zone, whose paths begin with its container. */
export function exploreLandingZone(
  content: Content,
  query: ExploreQuery,
  spec: ConnectionSpec,
  switches: Switches,
): Json {
  if (switches.landingZonePaths === "bare") {
    return exploreResponse(content, query, spec, switches);
  }
  const files = Object.fromEntries(
    Object.entries(content.files).map(([path, text]) => [inContainer(path), text]),
  );
  const empty = query.objectType === "root" && Object.keys(files).length === 0;
  const entries = exploreResponse(
    { ...content, files },
    query.objectType === "root" && !empty
      ? { ...query, objectType: "folder", object: container }
      : { ...query, object: query.object === "" ? "" : inContainer(query.object) },
    spec,
    switches,
  );
  return Array.isArray(entries) ? entries.map(asFolder) : entries;
}

function inContainer(path: string): string {
  const plain = path.replace(/^\/+/, "");
  return plain === container || plain.startsWith(`${container}/`) ? plain : `${container}/${plain}`;
}

function asFolder(entry: Json): Json {
  return isJsonObject(entry) && entry.type === "folder"
    ? { ...entry, path: `${String(entry.path)}/` }
    : entry;
}
