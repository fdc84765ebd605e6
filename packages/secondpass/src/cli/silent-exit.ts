/** Ends the command with a status of its own after everything has been said. */
export class SilentExit extends Error {
  readonly status: number;

  constructor(status: number) {
    super();
    this.status = status;
  }
}
