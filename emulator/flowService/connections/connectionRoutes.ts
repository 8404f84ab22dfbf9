import type { Hono } from "hono";
import { checkInteractiveAuthoring } from "../../connectors/interactiveAuthoring";
import type { Emulator, Env, RequestContext } from "../../core/emulator";
import { equal, objectAt, stringAt } from "../../core/json";
import { livingEntity, livingReferrers } from "../../core/living";
import type { Stored } from "../../core/store";
import { type Content, contentOf } from "../../explore/content";
import { exploreResponse } from "../../explore/explore";
import { checkSourceParameters, readExploreQuery } from "../../explore/query";
import { optionalText, requiredText } from "../../http/requestBody";
import { supportsDrafts } from "../../specs/connectionSpecs";
import { FlowServiceError, notFound } from "../../specs/errors";
import { readConnectionSpec } from "../../specs/specReference";
import { withReachableInlet } from "../../streamingIngestion/inlets";
import { checkPatchedState } from "../changeRules";
import { type CollectionDefinition, collectionRoutes } from "../collection";
import { checkDraftsSupported } from "../drafts";
import { readConnectionAuth } from "./connectionAuth";
import { checkConnectionState, initializing, settleConnection, withNewCredentials } from "./connectionState";

/** Base connections. */
export function connectionRoutes(emulator: Emulator): Hono<Env> {
  const routes = collectionRoutes(emulator, connections(emulator));

  const reached = (context: RequestContext): Stored => {
    const id = context.req.param("id") ?? "";
    const sandbox = context.get("sandbox");
    const stored = livingEntity(emulator, "connections", sandbox.name, id);
    if (stored === undefined) {
      throw notFound(emulator.switches, "connections", id);
    }
    checkInteractiveAuthoring(emulator, sandbox, stored.entity);
    return stored;
  };

  const contentBehind = ({ id, entity }: Stored): Content =>
    contentOf(emulator, [id, stringAt(objectAt(entity, "connectionSpec"), "id") ?? ""]);

  routes.get("/:id/test", (context) =>
    context.json({ result: reached(context).hidden.testResult !== false }),
  );

  routes.get("/:id/explore", (context) => {
    const stored = reached(context);
    const search = new URL(context.req.url).searchParams;
    const query = readExploreQuery(search);
    checkSourceParameters(search);
    const { spec } = readConnectionSpec(stored.entity, emulator.switches);
    return context.json(exploreResponse(contentBehind(stored), query, spec, emulator.switches));
  });

  routes.get("/:id/configs", (context) => context.json({ items: contentBehind(reached(context)).configs }));

  return routes;
}

function connections(emulator: Emulator): CollectionDefinition {
  const { switches } = emulator;

  return {
    name: "connections",
    searchable: true,
    fields: ["name", "description", "auth", "connectionSpec", "providerId", "version", "tags", "labels"],
    create(body, sandbox, { draft }) {
      const { spec, reference } = readConnectionSpec(body, switches);
      if (draft) {
        checkDraftsSupported(emulator, supportsDrafts(spec), spec.id);
      }
      const name = requiredText(body, "name");
      const description = optionalText(body, "description");
      checkInteractiveAuthoring(emulator, sandbox, body);
      const { auth, ...secrets } = readConnectionAuth(emulator, body, spec, sandbox);
      const { state, hidden } = initializing(emulator);
      const { providerId, tags, labels } = body;
      const entity = {
        name,
        ...(description === undefined ? {} : { description }),
        connectionSpec: reference,
        ...(providerId === undefined ? {} : { providerId }),
        ...(tags === undefined ? {} : { tags }),
        ...(labels === undefined ? {} : { labels }),
        state,
        ...(auth === undefined ? {} : { auth }),
        lastOperation: { started: 0, updated: 0, operation: "create" },
      };
      return { entity, hidden: { ...secrets, ...hidden } };
    },
    publish({ entity }) {
      const { state, hidden } = initializing(emulator);
      return { entity: { ...entity, state }, hidden };
    },
    settle: (stored) => settleConnection(emulator, stored),
    shown: withReachableInlet,
    checkState: (entity) => checkConnectionState(entity, switches),
    update(stored, after, sandbox) {
      const before = stored.entity;
      if (!equal(before.connectionSpec, after.connectionSpec)) {
        throw new FlowServiceError(
          "FLOW-1414-400",
          "connectionSpec of an existing connection cannot be updated",
        );
      }
      if (stringAt(objectAt(before, "auth"), "specName") !== stringAt(objectAt(after, "auth"), "specName")) {
        throw new FlowServiceError(
          "CONNECTOR-1365-400",
          "auth.specName of an existing connection cannot be updated",
        );
      }
      checkPatchedState(emulator, before, after);
      requiredText(after, "name");
      optionalText(after, "description");
      checkInteractiveAuthoring(emulator, sandbox, after);
      if (equal(before.auth, after.auth)) {
        return { entity: after };
      }
      const { spec } = readConnectionSpec(after, switches);
      const { auth, ...secrets } = readConnectionAuth(emulator, after, spec, sandbox, stored);
      const { fields, hidden } = withNewCredentials(emulator, stored);
      const entity = { ...after, ...(auth === undefined ? {} : { auth }), ...fields };
      return { entity, hidden: { ...secrets, ...hidden } };
    },
    checkUnused({ id }) {
      const sources = livingReferrers(emulator, id, "sourceConnections");
      const flows = sources.flatMap((source) => livingReferrers(emulator, source.id, "flows"));
      if (flows.length > 0) {
        throw new FlowServiceError(
          "FLOW-1418-400",
          `Base connection ${id} is used by flows ${flows.map((flow) => flow.id).join(", ")} and cannot be deleted`,
          { type: "connections", id },
        );
      }
      if (sources.length > 0 && switches.baseConnectionUsedBySourceConnection === "refuse") {
        throw new FlowServiceError(
          "FLOW-1418-400",
          `Base connection ${id} is used by source connections ${sources.map((source) => source.id).join(", ")} and cannot be deleted`,
          { type: "connections", id },
        );
      }
    },
  };
}
