import { rerankError } from "@secondpass/core";

/**
 * Loads a package that is installed only where it is wanted.
 *
 * @throws RerankError `misconfigured` saying what to install.
 */
export async function optionalPackage<Module>(load: () => Promise<Module>, name: string): Promise<Module> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ERR_MODULE_NOT_FOUND") throw error;
    throw rerankError("misconfigured", `${name} is not installed: npm install ${name}`);
  }
}
