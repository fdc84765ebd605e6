/** Something that is made once for all callers. */
export interface Once<T> {
  /** Makes it, waits for it, or returns it; a failure is told, and the next call tries again. */
  get(): Promise<T>;
  /** Being made, or made; undefined where nobody has asked for it. */
  readonly making: Promise<T> | undefined;
  /** What has been made; undefined before that. */
  readonly made: T | undefined;
  /** Lets go of this one, so that the next call makes another; any other stays. */
  forget(one: T): void;
}

/** Makes something when it is first asked for. */
export function once<T>(make: () => Promise<T>): Once<T> {
  let making: Promise<T> | undefined;
  let made: T | undefined;
  const start = async (): Promise<T> => {
    try {
      made = await make();
      return made;
    } catch (error) {
      making = undefined;
      throw error;
    }
  };
  return {
    get() {
      making ??= start();
      return making;
    },
    get making() {
      return making;
    },
    get made() {
      return made;
    },
    forget(one) {
      if (made !== one) return;
      making = undefined;
      made = undefined;
    },
  };
}
