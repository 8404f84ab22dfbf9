import { Hono } from "hono";
import { unknown } from "../admin/body";
import type { Emulator, Env, RequestContext } from "../core/emulator";
import type { Entities } from "../core/entities";
import { faultKinds, gatewayErrorCodes } from "../core/faults";
import { sandboxesOf } from "../core/sandboxes";
import type { SwitchTable } from "../core/switchTable";
import type { Redaction } from "../http/serviceRedaction";
import { controlsOf, switchInfos } from "./controls";
import { type DetailSources, detailsOf } from "./details";
import { entityList } from "./entityList";
import { Feed } from "./feed";
import { graphOf, neighbourhoodOf } from "./graph";
import { harOf } from "./har";
import type { Overview } from "./protocol";
import { matching, detailsOf as requestDetailsOf, requestList } from "./rows";
import { Summaries } from "./summary";

const { version }: { version: string } = require("aep-emulator/package.json");

/** What the console's API is made of. */
export interface ConsoleSources {
  readonly emulator: Emulator;
  readonly entities: Entities;
  readonly switchTable: SwitchTable;
  readonly redaction: Redaction;
}

// A page of a list that fills a screen several times.
const defaultLimit = 100;
const maximumLimit = 1000;

/** The calls that the console's page sends; it changes the emulator by the other admin calls. */
export function consoleRoutes({ emulator, entities, switchTable, redaction }: ConsoleSources): Hono<Env> {
  const summaries = new Summaries(entities);
  const routes = new Hono<Env>();
  routes.get("/overview", (context) =>
    context.json({
      organisation: emulator.settings.organisation,
      sandboxes: sandboxesOf(emulator).map(({ name, title, type }) => ({ name, title, type })),
      faultKinds,
      gatewayErrorCodes,
      switches: switchInfos(switchTable),
      controls: controlsOf(emulator),
    } satisfies Overview),
  );
  addEntities(routes, { emulator, entities, summaries, redact: redaction.body });
  addRequests(routes, emulator);
  const feed = new Feed(emulator);
  routes.get("/events", () => stream(feed));
  return routes;
}

function addEntities(routes: Hono<Env>, sources: DetailSources): void {
  const { emulator, entities, summaries } = sources;
  routes.get("/entities", (context) => {
    emulator.settle();
    return context.json(
      entityList(entities, summaries, {
        ...context.req.query(),
        offset: numberOf(context, "offset", 0),
        limit: Math.min(numberOf(context, "limit", defaultLimit), maximumLimit),
      }),
    );
  });
  routes.get("/entities/:collection/:id", (context) => {
    emulator.settle();
    const { collection, id } = context.req.param();
    const details = detailsOf(sources, collection, id);
    return details === undefined ? unknown(context) : context.json(details);
  });
  routes.get("/graph", (context) => {
    emulator.settle();
    const { sandbox } = context.req.query();
    return context.json(graphOf(entities, summaries, sandbox || undefined));
  });
  routes.get("/graph/:collection/:id", (context) => {
    emulator.settle();
    const root = entities.find(context.req.param("collection"), context.req.param("id"));
    return root === undefined ? unknown(context) : context.json(neighbourhoodOf(entities, summaries, root));
  });
}

function addRequests(routes: Hono<Env>, { log }: Emulator): void {
  routes.get("/requests", (context) => {
    const limit = Math.min(numberOf(context, "limit", defaultLimit), maximumLimit);
    return context.json(requestList(log, context.req.query(), limit));
  });
  routes.get("/requests/:number", (context) => {
    const request = log.find(Number(context.req.param("number")));
    return request === undefined ? unknown(context) : context.json(requestDetailsOf(request));
  });
  routes.get("/har", (context) => {
    context.header("content-disposition", 'attachment; filename="aep-emulator.har"');
    return context.json(harOf(matching(log, context.req.query()), new URL(context.req.url).origin, version));
  });
}

function stream(feed: Feed): Response {
  const encoder = new TextEncoder();
  let stop = (): void => undefined;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      stop = feed.subscribe((event) => controller.enqueue(encoder.encode(event)));
    },
    cancel() {
      stop();
    },
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
  });
}

function numberOf(context: RequestContext, name: string, otherwise: number): number {
  const value = Number(context.req.query(name) ?? otherwise);
  return Number.isInteger(value) && value >= 0 ? value : otherwise;
}
