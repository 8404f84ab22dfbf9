/** The path of all collections of the Flow Service, its specs included. */
export const flowServicePath = "/data/foundation/flowservice";
