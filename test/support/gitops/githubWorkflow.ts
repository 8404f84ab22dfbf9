/** The errors of GitHub's own parser, by its schema, in a workflow. */
export async function mistakesIn(name: string, content: string): Promise<string[]> {
  const { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } = await import(
    "@actions/workflow-parser"
  );
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  const found = context.errors.getErrors().map(({ message }) => message);
  if (value === undefined) {
    return [...found, "There is no workflow."];
  }
  const { errors = [] } = await convertWorkflowTemplate(context, value);
  return [...found, ...errors.map(({ Message }) => Message)];
}
