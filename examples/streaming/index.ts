import * as pulumi from "@pulumi/pulumi";
import * as aep from "pulumi-aep";

const { dataLake, httpStreaming } = aep.connectionSpecs;

// The shape of the events, and the dataset that stores them.
const schema = new aep.Schema("visits", {
  title: "ACME visits",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
});
const dataset = new aep.Dataset("visits", { name: "ACME visits", schemaRef: { id: schema.id } });

// The inlet: AEP creates an address for events with the connection. Everyone who knows it can send events; with
// authenticationRequired: true, an access token is required.
const inlet = new aep.BaseConnection("visits", {
  name: "ACME visits",
  connectionSpec: httpStreaming,
  auth: { specName: "Streaming Connection", params: { dataType: "xdm" } },
});
const source = new aep.SourceConnection("visits", {
  name: "ACME visits",
  baseConnectionId: inlet.id,
  connectionSpec: httpStreaming,
});
const target = new aep.TargetConnection("visits", {
  name: "ACME visits in the data lake",
  connectionSpec: dataLake,
  data: { schema: { id: schema.id, version: "application/vnd.adobe.xed-full+json;version=1" } },
  params: { dataSetId: dataset.id },
});

// XDM events need no mapping. A streaming flow has no schedule.
const flow = new aep.Flow("visits", {
  name: "ACME visits",
  flowSpec: aep.flowSpecs.streamingWithoutMapping,
  sourceConnectionIds: [source.id],
  targetConnectionIds: [target.id],
});

const schemaRef = {
  id: schema.id,
  contentType: "application/vnd.adobe.xed-full-notext+json; version=1.0",
};

export const inletUrl = inlet.inletUrl;
// An event to try it with. The flow id tells AEP which flow of the inlet receives it.
export const event = pulumi.jsonStringify({
  header: { schemaRef, datasetId: dataset.id, flowId: flow.id },
  body: { xdmMeta: { schemaRef }, xdmEntity: { _id: "visit-1", timestamp: "2026-01-01T12:00:00Z" } },
});
