import type { Emulator, RequestContext } from "../core/emulator";
import { objectAt } from "../core/json";
import type { Stored } from "../core/store";
import { InletAuthorizationError, InletError } from "./errors";
import { inletOwner, inletsName } from "./inlets";
import { about } from "./messages";

/** An inlet that a request may send messages to. */
export interface OpenInlet {
  inlet: Stored;
  /** The connection or flow that has it. */
  owner: Stored;
  /** The form of its messages. Sources that send to a flow's inlet send any JSON. */
  dataType: "xdm" | "raw";
}

const largestBody = 1_048_576;

/** The inlet that a request addresses, if it accepts the request. */
export function openInlet(emulator: Emulator, context: RequestContext): OpenInlet {
  const { store, switches } = emulator;
  const id = context.req.param("id") ?? "";
  const inlet = store.find(inletsName, id);
  const owner = inletOwner(emulator, id);
  if (inlet === undefined || owner === undefined) {
    throw new InletError(switches.unknownInlet, "Inlet not found", `inletId: [${id}] Inlet does not exist`);
  }
  const { authenticationRequired, dataType } = objectAt(objectAt(owner.entity, "auth"), "params");
  if (authenticationRequired === true) {
    checkToken(emulator, context);
  }
  checkHeaders(emulator, context, inlet);
  if (Buffer.byteLength(context.get("body")) > largestBody) {
    throw new InletError(413, "Payload too large", about(inlet, "Payload is larger than 1 MB"));
  }
  return { inlet, owner, dataType: dataType === "xdm" ? "xdm" : "raw" };
}

function checkToken({ switches, tokens }: Emulator, context: RequestContext): void {
  const authorization = context.req.header("authorization") ?? "";
  if (authorization === "") {
    throw new InletAuthorizationError(401, "[id] Ims service token is empty");
  }
  const [scheme, token = ""] = authorization.split(" ");
  if (scheme?.toLowerCase() !== "bearer" || !tokens.accepts(token)) {
    throw new InletAuthorizationError(switches.inletInvalidToken, "[id] Ims service token is invalid");
  }
}

function checkHeaders({ switches, settings }: Emulator, context: RequestContext, inlet: Stored): void {
  if (switches.inletHeaders === "ignore") {
    return;
  }
  if (context.req.header("x-sandbox-name") !== inlet.sandbox) {
    throw new InletError(400, "Invalid request", about(inlet, "x-sandbox-name is absent or wrong"));
  }
  const organisation = context.req.header("x-gw-ims-org-id");
  if (organisation !== undefined && organisation !== settings.organisation) {
    throw new InletError(403, "Forbidden", about(inlet, "x-gw-ims-org-id is wrong"));
  }
}
