/** The folder of the model, in Hugging Face layout. */
export declare const path: string;
