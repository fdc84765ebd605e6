/** Which way the bytes go: upstream from client to server, downstream back. */
export type Direction = "upstream" | "downstream";

/** What a toxic does, in toxiproxy's words. All but the slicer's times are milliseconds. */
export type ToxicEffect =
  /** Delays data by `latency` ± `jitter`. */
  | { readonly type: "latency"; readonly latency: number; readonly jitter?: number | undefined }
  /** Lets through `rate` KB (1,000 bytes) a second. */
  | { readonly type: "bandwidth"; readonly rate: number }
  /** Passes the end of the stream on `delay` later. */
  | { readonly type: "slow_close"; readonly delay: number }
  /** Drops all data, and ends the connection after `timeout`; 0 never ends it. */
  | { readonly type: "timeout"; readonly timeout: number }
  /** Drops all data, and resets the connection after `timeout`; 0 resets it at once. */
  | { readonly type: "reset_peer"; readonly timeout: number }
  /** Cuts data into slices of `averageSize` ± `sizeVariation` bytes, with `delay` microseconds in between. */
  | {
      readonly type: "slicer";
      readonly averageSize: number;
      readonly sizeVariation?: number | undefined;
      readonly delay?: number | undefined;
    }
  /** Ends the connection once `bytes` have passed. */
  | { readonly type: "limit_data"; readonly bytes: number };

/** An effect, where and how often (Shopify/toxiproxy, README, "Toxics"). */
export type Toxic = ToxicEffect & {
  /** Default `<type>_<stream>`. */
  readonly name?: string | undefined;
  /** Default "downstream". */
  readonly stream?: Direction | undefined;
  /** The share of connections that it meets, 0 to 1, drawn once for each. Default 1. */
  readonly toxicity?: number | undefined;
};
