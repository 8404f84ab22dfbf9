import { amount, choice } from "../core/switchTable";

/** The switches of streaming ingestion. */
export const streamingIngestionSwitches = {
  inletSent: choice(
    ["refuse", "ignore"],
    "No sample sends inletUrl or inletId, which the service adds, so sending another value counts as a client's mistake.",
  ),
  unknownInlet: choice([404, 400], "The status for an inlet that does not exist is undocumented."),
  inletInvalidToken: choice(
    [401, 403],
    "For an invalid or expired token, one guide shows 401, another one 403.",
  ),
  inletHeaders: choice(
    ["ignore", "check"],
    "The spec requires x-sandbox-name, but the samples of every guide have neither it nor x-gw-ims-org-id.",
  ),
  inletFlowId: choice(
    ["required", "optional"],
    "The spec and a guide require the flow's id with every message; samples of older guides have none.",
  ),
  inletUnusableFlow: choice(
    ["refuse", "drop"],
    "It is undocumented what happens to messages for an unknown, disabled or foreign flow; drop accepts and loses them.",
  ),
  streamingFlowReadyMs: amount(
    0,
    "According to guides, messages of the first five minutes after a flow is created or updated may be lost; 0 loses none.",
  ),
  inletMissingOrganisation: choice(
    ["add", "refuse"],
    "The spec requires imsOrgId in the header of a message; a guide says that the service adds it.",
  ),
  inletIdSpelling: choice(
    ["inletId", "inletID"],
    "The response to a single message has inletId in the guides and inletID in the spec.",
  ),
  inletValidationSkipped: choice(
    ["hidden", "shown"],
    "One guide shows that a response without validation says so; the samples of others do not.",
  ),
  streamedBatches: choice(
    ["hidden", "shown"],
    "The batches of streamed messages appear in their dataset, after an undocumented time; shown means at once.",
  ),
  inletBatchValidation: choice(
    ["refuse", "ignore"],
    "Synchronous validation is for single messages only; it is undocumented whether a batch with it is refused.",
  ),
} as const;
