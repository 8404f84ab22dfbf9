// The same resources for both programs: groups of a base, a source and a target connection, and the flow between them.
const azureBlob = { id: "4c10e202-c428-4796-9208-5f1f5732b1cf", version: "1.0" };

/** Every tenth group is renamed when an update is measured. */
const nameOf = (/** @type {number} */ group, /** @type {boolean} */ isUpdated) =>
  `Orders of shop ${group}${isUpdated && group % 10 === 0 ? " (renamed)" : ""}`;

/** @param {string} name */
exports.base = (name) => ({
  name,
  connectionSpec: azureBlob,
  auth: {
    specName: "ConnectionString",
    params: { connectionString: "AccountName=acme;AccountKey=for-the-bench" },
  },
});
/** @param {string} name @param {import("@pulumi/pulumi").Output<string>} baseConnectionId */
exports.source = (name, baseConnectionId) => ({
  name,
  baseConnectionId,
  connectionSpec: azureBlob,
  data: { format: "delimited", properties: { columnDelimiter: "," } },
  params: { path: "/orders/*.csv", type: "folder", recursive: true },
});
/** @param {string} name */
exports.target = (name) => ({
  name,
  connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" },
  data: {
    schema: {
      id: "https://ns.adobe.com/acme/schemas/0123456789",
      version: "application/vnd.adobe.xed-full+json;version=1",
    },
  },
  params: { dataSetId: "5ef4551c52e054191a61a99f" },
});
/** @param {string} name @param {import("@pulumi/pulumi").Output<string>} sourceId @param {import("@pulumi/pulumi").Output<string>} targetId */
exports.flow = (name, sourceId, targetId) => ({
  name,
  flowSpec: { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" },
  sourceConnectionIds: [sourceId],
  targetConnectionIds: [targetId],
  transformations: [
    {
      name: /** @type {const} */ ("Mapping"),
      params: { mappingId: "bf5286a9c1ad4266baca76ba3adc9366", mappingVersion: 0 },
    },
  ],
  scheduleParams: { startTime: "4102444800", frequency: /** @type {const} */ ("minute"), interval: 15 },
});

/** The names of all groups for the number of resources in BENCH_RESOURCES. */
exports.names = () =>
  Array.from({ length: Number(process.env.BENCH_RESOURCES) / 4 }, (_, group) =>
    nameOf(group, process.env.BENCH_UPDATED === "yes"),
  );
