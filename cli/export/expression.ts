/** Program text that is written unchanged: a reference or a call. */
export class Code {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** A value of a program: JSON with pieces of code in it. A key whose value is `undefined` is left out. */
export type Expression =
  | Code
  | string
  | number
  | boolean
  | null
  | undefined
  | readonly Expression[]
  | { readonly [key: string]: Expression };
