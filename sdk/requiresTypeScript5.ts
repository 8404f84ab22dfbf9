/**
 * package.json gives compilers before TypeScript 5.0 this file instead of the types of the package. Such a compiler cannot
 * read them, and Pulumi uses one without a word if the project has no `typescript`. Its error about the first use of the
 * package quotes this text, because the text is the type of the whole package.
 */
const problem =
  "pulumi-aep requires TypeScript 5.0 or newer. Without one in the project, Pulumi uses its own TypeScript 3.8.3. Run: npm install --save-dev typescript@5";

export = problem;
