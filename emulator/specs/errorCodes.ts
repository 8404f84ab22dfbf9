/** Titles of the Flow Service and connector error codes in use; the last part of a code is its HTTP status. */
export const errorCodes = {
  "FLOW-1100-400": "Invalid request",
  "FLOW-1101-404": "Not found at the provider",
  "FLOW-1401-400": "limit and count cannot be used together",
  "FLOW-1402-400": "Action reserved for providers",
  "FLOW-1403-400": "If-Match header is missing",
  "FLOW-1404-412": "Version mismatch",
  "FLOW-1405-400": "Request body is empty",
  "FLOW-1410-400": "State is not allowed in the request",
  "FLOW-1412-400": "Invalid mapping version",
  "FLOW-1413-400": "Invalid spec id",
  "FLOW-1414-400": "Connection spec cannot be updated",
  "FLOW-1415-400": "Invalid auth spec name",
  "FLOW-1416-400": "Operation not possible in this state",
  "FLOW-1418-400": "Entity is in use",
  "FLOW-1419-400": "Mapping validation failed",
  "FLOW-1422-400": "Action not applicable",
  "FLOW-1425-400": "Schemas of dataset and mapping differ",
  "FLOW-1427-400": "Flow runs cannot be created by users",
  "FLOW-1430-400": "Flow not found",
  "FLOW-1432-400": "Invalid orderby",
  "FLOW-1434-400": "Unsupported patch operation",
  "FLOW-1439-400": "Resource not found",
  "FLOW-1439-404": "Resource not found",
  "FLOW-1440-400": "Operator not implemented",
  "FLOW-1443-400": "Operator takes one value",
  "FLOW-1447-400": "Active flows contain the id",
  "FLOW-1448-400": "Operator not allowed for id",
  "FLOW-1449-400": "Invalid filter field",
  "FLOW-1450-400": "Invalid filter operator",
  "FLOW-1451-400": "Invalid query parameters",
  "FLOW-1453-400": "Empty filter value",
  "FLOW-1455-400": "Patch validation failed",
  "FLOW-1456-400": "Invalid state value",
  "FLOW-1457-400": "Update not possible while deleting",
  "FLOW-1458-400": "Delete not possible while deleting",
  "FLOW-2100-404": "Sandbox not found",
  "FLOW-2105-400": "Sandbox header is missing",
  "CONNECTOR-1000-400": "Invalid request",
  "CONNECTOR-1004-415": "Unsupported media type",
  "CONNECTOR-1304-400": "Mandatory field missing",
  "CONNECTOR-1307-400": "Invalid target connection spec",
  "CONNECTOR-1317-400": "Schedule parameters are empty",
  "CONNECTOR-1320-400": "Exactly one source connection expected",
  "CONNECTOR-1321-400": "Exactly one target connection expected",
  "CONNECTOR-1325-400": "Dataset id missing",
  "CONNECTOR-1327-400": "Source format unsupported",
  "CONNECTOR-1331-400": "Column delimiter too long",
  "CONNECTOR-1332-400": "Base connection not allowed",
  "CONNECTOR-1360-400": "Start time is in the past",
  "CONNECTOR-1361-400": "Interval not allowed",
  "CONNECTOR-1362-400": "Interval too small",
  "CONNECTOR-1364-400": "Backfill not allowed",
  "CONNECTOR-1365-400": "Invalid patch path",
  "CONNECTOR-1366-400": "Start time cannot be updated",
  "CONNECTOR-1367-400": "Delta column required",
  "CONNECTOR-1369-400": "Delta column not allowed",
  "CONNECTOR-1370-400": "Mapping transformation missing",
  "CONNECTOR-1374-400": "Properties cannot be determined and given",
  "CONNECTOR-1381-400": "Window ends before it starts",
  "CONNECTOR-1382-400": "Delta column required for the first run",
  "CONNECTOR-1383-400": "Delta column cannot be changed",
  "CONNECTOR-1384-400": "Invalid run parameters",
  "CONNECTOR-1386-400": "Flow frequency not supported",
  "CONNECTOR-1387-400": "Run cannot be triggered again in its state",
  "CONNECTOR-1388-400": "Successful run cannot be triggered again",
  "CONNECTOR-1397-400": "Invalid frequency",
  "CONNECTOR-1403-400": "Frequency cannot become once",
  "CONNECTOR-1404-400": "Backfill cannot be updated",
} as const;

/** A documented error code of the Flow Service or of a connector. */
export type ErrorCode = keyof typeof errorCodes;

/** Titles of the Schema Registry's error codes in use; the last part of a code is its HTTP status. */
export const schemaRegistryErrorCodes = {
  // Stands in for refusals whose rule is documented and whose code is not.
  "XDM-1000-400": "Invalid request",
  "XDM-1006-400": "Accept header invalid",
  "XDM-1007-400": "Accept header invalid",
  "XDM-1008-400": "Accept header invalid",
  "XDM-1009-400": "Accept header invalid",
  "XDM-1012-404": "Resource not found",
  "XDM-1021-400": "Namespace validation error",
  "XDM-1521-400": "Title not unique",
  "XDM-4000-400": "Validation error",
} as const;

/** An error code of the Schema Registry. */
export type SchemaRegistryErrorCode = keyof typeof schemaRegistryErrorCodes;

/** Errors of the gateway in front of all services. */
export const gatewayErrors = {
  "403010": { status: 403, message: "Oauth token is missing." },
  "401013": { status: 401, message: "Oauth token is not valid" },
  "403000": { status: 403, message: "Api Key is required" },
  "403003": { status: 403, message: "Api Key is invalid" },
  "400003": { status: 400, message: "Missing header" },
  "403025": { status: 403, message: "Profile is not valid" },
  "403027": { status: 403, message: "User region is missing" },
  "429050": { status: 429, message: "Too many requests" },
  // The sources name no code for a path that leads nowhere.
  "404000": { status: 404, message: "Resource not found" },
} as const;

/** A gateway error code. */
export type GatewayErrorCode = keyof typeof gatewayErrors;
