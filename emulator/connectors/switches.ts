import { amount, amountOrNever, choice, flag } from "../core/switchTable";

/** The switches of the connectors service. */
export const connectorsSwitches = {
  approvalDelayMs: amountOrNever(
    0,
    "Approval happens on Azure; 0 approves there at once, never leaves it to management calls or the admin call.",
  ),
  privateEndpointCreateStatus: choice(
    [201, 200, 202],
    "The status of the POST is undocumented; 201 is the usual one.",
  ),
  privateEndpointDeleteBody: choice(["empty", "object"], "The body of the documented 200 is undocumented."),
  unknownPrivateEndpoint: choice(
    ["notFound", "emptyItems"],
    "It is undocumented whether an unknown id gives 404 or an empty list.",
  ),
  privateEndpointScope: choice(
    ["sandbox", "organisation"],
    "According to the guide, a list is that of the sandbox, and also that of the organisation.",
  ),
  privateEndpointQuotas: flag(true, "The newest guide limits endpoints by kind of sandbox."),
  privateEndpointQuotaRefusal: choice(
    ["limit", "quota"],
    "The limits are documented, but not the text with which a further endpoint is refused.",
  ),
  productionPrivateEndpoints: amount(10, "The documented limit over all production sandboxes."),
  developmentPrivateEndpoints: amount(1, "The documented limit over all development sandboxes."),
  duplicatePrivateEndpoint: choice(
    ["accept", "refuse"],
    "Samples show two endpoints of one name; two endpoints to one resource are not forbidden.",
  ),
  snowflakePrivateLink: flag(true, "The beta guide lists Snowflake; the newest text no longer does."),
  privateEndpointUsedByConnection: choice(
    ["refuse", "allow"],
    "Deleting an endpoint that a connection uses is undocumented; refusal is the stricter guess.",
  ),
  privateEndpointIdOnRead: flag(
    true,
    "Samples show the server adding auth.params.privateEndpointId, except Snowflake's.",
  ),
  privateEndpointIdSent: choice(
    ["refuse", "use"],
    "No sample sends auth.params.privateEndpointId, so sending it counts as a client's mistake.",
  ),
  privateEndpointMatch: choice(
    ["connectionSpec", "resourceName"],
    "It is undocumented how the service finds the endpoint of a connection: by spec only, or also by the account's name.",
  ),
  interactiveAuthoringRequired: flag(
    true,
    "According to newer text, interactive authoring must be enabled before connections and flows over private link are written.",
  ),
  interactiveAuthoringEnablingMs: amount(
    0,
    "According to the guide, enabling takes minutes; tests need it at once.",
  ),
  encryptionKeyCreateStatus: choice(
    [201, 200],
    "The status of the POST of an encryption key is undocumented; 201 is the usual one.",
  ),
  encryptionKeyName: choice(
    ["optional", "required"],
    "Newer guides send a name with a new encryption key, older ones do not; it is undocumented whether it is required.",
  ),
  duplicateEncryptionKeyName: choice(
    ["accept", "refuse"],
    "It is undocumented whether the names of encryption keys are unique.",
  ),
  encryptionKeyScope: choice(
    ["sandbox", "organisation"],
    "According to the guide, an encryption key is specific to its sandbox, but a list has those of the organisation.",
  ),
  encryptionKeyList: choice(
    ["array", "single"],
    "One guide shows a list of encryption keys as an array, newer ones as a single object; single applies to a list of one.",
  ),
  encryptionKeyMembers: choice(
    ["newer", "older"],
    "Newer samples of an encryption key have name and keyType, an older one does not; the values of keyType are undocumented.",
  ),
  unknownEncryptionKey: choice(
    [404, 400],
    "The response for an unknown encryption key is undocumented; the catalogue has CONNECTOR-1003-404 and CONNECTOR-1311-400.",
  ),
  expiredEncryptionKeys: choice(
    ["shown", "gone"],
    "Validating an expired encryption key gives Expired; it is undocumented whether it stays in lists.",
  ),
  encryptionKeyDelete: choice(
    [204, 405, 404],
    "Newer guides delete an encryption key with 204, older ones have no DELETE: 405 and 404 delete nothing.",
  ),
  encryptionKeyUsedByFlow: choice(
    ["refuse", "allow"],
    "Deleting an encryption key that a flow uses is undocumented; refusal is the stricter guess.",
  ),
  landingZoneProvider: choice(
    ["azure", "aws"],
    "The landing zone of an organisation on AWS has other members than one on Azure; both are documented.",
  ),
  landingZoneMissingType: choice(
    ["refuse", "userDropZone"],
    "Every sample names the type of a landing zone; it is undocumented whether there is a default.",
  ),
  landingZoneExpiryDate: choice(
    ["shown", "hidden"],
    "Newer samples of a landing zone's credentials on Azure have an expiryDate, older ones do not.",
  ),
  landingZoneCredentialDays: amount(
    90,
    "The lifetime of a landing zone's credentials is undocumented; samples show only the date of its end.",
  ),
  interactiveAuthoringSpelling: choice(
    ["Disabled", "disabled"],
    "The sample response is capitalised; the documented values are not.",
  ),
} as const;
