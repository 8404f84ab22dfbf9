import type { NodeKind } from "./nodeKinds";

/** A node: an entity, or something outside AEP that a pipeline begins or ends with. */
export interface GraphNode {
  /** Identifies the node in every format: letters, digits and underscores, beginning with the kind. */
  readonly key: string;
  readonly kind: NodeKind;
  /** What it is, in words: "base connection". */
  readonly noun: string;
  /** Its name: one line, without secrets and invisible characters. */
  readonly title: string;
  /** Its id on the service, as safe as the title; empty if it has none. */
  readonly id: string;
  /** Further words about it, as safe as the title: its state and its connector. */
  readonly details: readonly string[];
  /** Whether it is only referred to: the stack does not manage it, or the sandbox does not have it. */
  readonly isOutside: boolean;
}

/** An edge between two nodes, by their keys. It points where data goes, and from a part to what uses the part. */
export interface GraphEdge {
  readonly from: string;
  readonly to: string;
}

/** The pipelines of a stack or a sandbox. Equal contents result in equal graphs, in the same order. */
export interface Graph {
  /** What the graph shows: "Stack dev", as safe as the titles of the nodes. */
  readonly title: string;
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}
