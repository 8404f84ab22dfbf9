import * as aep from "pulumi-aep";

// A schema, and a dataset for data of this shape.
const schema = new aep.Schema("orders", {
  title: "Orders",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/experienceevent" }],
});
const dataset = new aep.Dataset("orders", { name: "Orders", schemaRef: { id: schema.id } });

export const dataSetId = dataset.id;
